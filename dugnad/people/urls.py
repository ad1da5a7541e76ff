"""Addresses of members, of oneself, and of the movement's own settings."""

from __future__ import annotations

from django.urls import path

from dugnad.people.views import consents, entrance, me, members, movement, places, sessions

urlpatterns = [
    path("account/signup/passkey/", entrance.signup_passkey, name="signup_passkey"),
    path("account/password/recover/", entrance.recover, name="account_recover"),
    path("me/", me.me, name="me"),
    path("me/profile/", me.profile, name="me_profile"),
    path("me/help/", me.help, name="me_help"),
    path("me/consents/", consents.me_consents, name="me_consents"),
    path("me/blocked/", me.blocked, name="me_blocked"),
    path("me/sessions/<int:session_id>/end/", sessions.end, name="me_session_end"),
    path("members/<str:handle>/", members.member, name="member"),
    path("members/<str:handle>/face", members.face, name="member_face"),
    path("members/<str:handle>/block/", members.block, name="member_block"),
    path("members/<str:handle>/unblock/", members.unblock, name="member_unblock"),
    path("movement/", movement.movement, name="movement"),
    path("movement/skills/", movement.skills, name="movement_skills"),
    path("movement/skills/<str:skill_id>/", movement.skill, name="movement_skill"),
    path("movement/skills/<str:skill_id>/turn/", movement.skill_turn, name="movement_skill_turn"),
    path("places/", places.places, name="places"),
]
