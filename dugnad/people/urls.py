"""Addresses of members, of oneself, and of the movement's own settings."""

from __future__ import annotations

from django.urls import path

from dugnad.people.views import entrance, places, sessions

urlpatterns = [
    path("account/signup/passkey/", entrance.signup_passkey, name="signup_passkey"),
    path("account/password/recover/", entrance.recover, name="account_recover"),
    path("me/sessions/<int:session_id>/end/", sessions.end, name="me_session_end"),
    path("places/", places.places, name="places"),
]
