"""One proposal: what would happen, who has signed, who has said wait, and until when."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles.rules import stands
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum.forms.deciding import PauseForm, SignatureForm
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries import page as queries
from dugnad.quorum.views.finding import the_proposal


@require_safe
@member_only
def proposal(request: MemberRequest, proposal_id: str) -> HttpResponse:
    """For everybody in its circle."""
    return shown(request, the_proposal(request, proposal_id))


def shown(request: MemberRequest, found: Proposal, form: SignatureForm | None = None) -> HttpResponse:
    """The page, with a form that came back if there is one."""
    context = {
        "circle": found.circle,
        "stand": stands(request.user)[found.circle_id],
        "proposal": found,
        "seen": queries.seen(request.user, found, now()),
        "form": form or SignatureForm(),
        "pause_form": PauseForm(),
        "here": "circles",
    }
    return render(request, "quorum/proposal.html", context, status=422 if form else 200)
