"""The addresses of what supporters agreed to and are told, and of the lists they come in and go out with."""

from __future__ import annotations

from django.urls import URLPattern, path

from dugnad.campaigns.views import consents

patterns: list[URLPattern] = [
    path("consents/", consents.consents_ask, name="consents_ask"),
    path("consents/<str:token>/", consents.consents, name="consents"),
    path("updates/<str:token>/stop/", consents.updates_stop, name="updates_stop"),
    path("me/consents/", consents.me_consents, name="me_consents"),
]
