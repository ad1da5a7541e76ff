"""The addresses of what stewards decide together."""

from __future__ import annotations

from django.urls import path

from dugnad.quorum.views import deciding, files, keys, lists, page, proposing

urlpatterns = [
    path("circles/<str:circle_id>/together/", lists.proposals, name="proposals"),
    path("circles/<str:circle_id>/together/new/", proposing.proposal_new, name="proposal_new"),
    path("circles/<str:circle_id>/key/", keys.signing_key, name="signing_key"),
    path("circles/<str:circle_id>/key/end/", keys.signing_key_end, name="signing_key_end"),
    path("proposals/<str:proposal_id>/", page.proposal, name="proposal"),
    path("proposals/<str:proposal_id>/approve/", deciding.proposal_approve, name="proposal_approve"),
    path("proposals/<str:proposal_id>/pause/", deciding.proposal_pause, name="proposal_pause"),
    path("proposals/<str:proposal_id>/unpause/", deciding.proposal_unpause, name="proposal_unpause"),
    path("proposals/<str:proposal_id>/carry-out/", deciding.proposal_carry_out, name="proposal_carry_out"),
    path("proposals/<str:proposal_id>/withdraw/", deciding.proposal_withdraw, name="proposal_withdraw"),
    path("proposals/<str:proposal_id>/to-sign.json", files.proposal_text, name="proposal_text"),
    path("proposals/<str:proposal_id>/approvals.json", files.proposal_approvals, name="proposal_approvals"),
]
