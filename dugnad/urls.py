"""Every address of the platform. A test holds a written row for each of them: who may see it."""

from __future__ import annotations

from importlib import import_module

from django.urls import include, path
from django.utils.module_loading import module_has_submodule

urlpatterns = [
    path("account/", include("allauth.urls")),
    *[
        path("", include(f"dugnad.{app}.urls"))
        for app in ("people", "circles", "asks", "web")
        if module_has_submodule(import_module(f"dugnad.{app}"), "urls")
    ],
]
