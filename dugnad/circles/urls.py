"""The addresses of circles, and of the ways into them."""

from __future__ import annotations

from django.urls import path

from dugnad.circles.views import door, invited, letting_in, lists, pace, page, tending, trust

urlpatterns = [
    path("circles/", lists.circles, name="circles"),
    path("circles/new/", lists.circle_new, name="circle_new"),
    path("circles/<str:circle_id>/", page.circle, name="circle"),
    path("circles/<str:circle_id>/about/", page.circle_about, name="circle_about"),
    path("circles/<str:circle_id>/norms/", page.circle_norms, name="circle_norms"),
    path("circles/<str:circle_id>/members/", page.circle_members, name="circle_members"),
    path("circles/<str:circle_id>/name/", page.circle_name, name="circle_name"),
    path("circles/<str:circle_id>/join/", door.circle_join, name="circle_join"),
    path("circles/<str:circle_id>/apply/", door.circle_apply, name="circle_apply"),
    path("circles/<str:circle_id>/leave/", door.circle_leave, name="circle_leave"),
    path("circles/<str:circle_id>/return/", door.circle_return, name="circle_return"),
    path("circles/<str:circle_id>/vouch/", letting_in.circle_vouch, name="circle_vouch"),
    path("circles/<str:circle_id>/invite/", letting_in.circle_invite, name="circle_invite"),
    path("circles/<str:circle_id>/tend/", tending.circle_tend, name="circle_tend"),
    path("circles/<str:circle_id>/tree/", trust.circle_tree, name="circle_tree"),
    path("circles/<str:circle_id>/trust/", trust.circle_trust, name="circle_trust"),
    path("circles/<str:circle_id>/pace/", pace.circle_pace, name="circle_pace"),
    path("circles/<str:circle_id>/open-again/", pace.circle_open_again, name="circle_open_again"),
    path("circles/<str:circle_id>/settings/", tending.circle_settings, name="circle_settings"),
    path("circles/<str:circle_id>/step-down/", tending.circle_step_down, name="circle_step_down"),
    path("memberships/<str:membership_id>/", tending.circle_member, name="circle_member"),
    path("memberships/<str:membership_id>/trust/", tending.member_trust, name="member_trust"),
    path("memberships/<str:membership_id>/pause/", trust.branch_pause, name="branch_pause"),
    path("memberships/<str:membership_id>/resume/", trust.branch_resume, name="branch_resume"),
    path("memberships/<str:membership_id>/review/", trust.word_review, name="word_review"),
    path("applications/<str:application_id>/admit/", tending.application_admit, name="application_admit"),
    path("applications/<str:application_id>/decline/", tending.application_decline, name="application_decline"),
    path("applications/<str:application_id>/withdraw/", door.application_withdraw, name="application_withdraw"),
    path("vouches/<str:vouch_id>/withdraw/", letting_in.vouch_withdraw, name="vouch_withdraw"),
    path("invitations/<str:invitation_id>/revoke/", letting_in.invitation_revoke, name="invitation_revoke"),
    path("movement/entrance/", pace.entrance, name="entrance"),
    path("movement/entrance/open/", pace.entrance_open, name="entrance_open"),
    path("invitation/", invited.invitation, name="invitation"),
    path("invited/<str:token>/", invited.invited, name="invited"),
]
