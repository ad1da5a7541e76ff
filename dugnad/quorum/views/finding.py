"""What the views of this app share: finding what the address names, as far as its reader may see it."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from dugnad.circles.models import Circle
from dugnad.circles.queries.finding import circle_for
from dugnad.kit.permission import Rule
from dugnad.people.viewing import MemberRequest
from dugnad.quorum.models import Proposal


def a_circle_one(rule: Rule, request: MemberRequest, circle_id: str) -> Circle:
    """The circle, if the rule holds for whoever asks; else 404."""
    found = circle_for(request.user, circle_id)
    if found is None or not rule.can(request.user, found):
        raise Http404
    return found


def the_proposal(request: MemberRequest, proposal_id: str) -> Proposal:
    """The proposal, or 404."""
    seen = Proposal.objects.visible_to(request.user).select_related("circle", "act", "by")
    found: Proposal = get_object_or_404(seen, pk=proposal_id)
    return found
