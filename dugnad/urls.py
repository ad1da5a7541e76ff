"""Every address of the platform. A test holds a written row for each of them: who may see it."""

from __future__ import annotations

from importlib import import_module

from django.urls import include, path
from django.utils.module_loading import module_has_submodule

APPS = (
    "people",
    "circles",
    "quorum",
    "protection",
    "professions",
    "elections",
    "safety",
    "asks",
    "campaigns",
    "work",
    "gatherings",
    "live",
    "notify",
    "pulse",
    "signals",
    "record",
    "leaving",
    "moving",
    "web",
)

urlpatterns = [
    path("account/", include("allauth.urls")),
    *[
        path("", include(f"dugnad.{app}.urls"))
        for app in APPS
        if module_has_submodule(import_module(f"dugnad.{app}"), "urls")
    ],
]

handler400 = "dugnad.web.views.errors.bad_request"
handler403 = "dugnad.web.views.errors.not_found"  # what one may not see is not there
handler404 = "dugnad.web.views.errors.not_found"
handler500 = "dugnad.web.views.errors.server_error"
