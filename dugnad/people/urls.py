"""Addresses of members, of oneself, and of the movement's own settings."""

from __future__ import annotations

from django.urls import path

from dugnad.people.views import places

urlpatterns = [
    path("places/", places.places, name="places"),
]
