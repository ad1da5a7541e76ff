"""Keeping somebody out, or letting them be: from where a steward looks after them to the case that several decide."""

from __future__ import annotations

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from dugnad.circles import rules as circle_rules
from dugnad.circles.actions.ending import hold
from dugnad.circles.models import Membership
from dugnad.kit.clock import now
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety import rules
from dugnad.safety.actions.reporting import case_about
from dugnad.safety.models import Case


def _case(request: MemberRequest, membership_id: str) -> Case:
    mine = Membership.objects.filter(circle_rules.tends_its_circle.which(request.user))
    theirs = mine.select_related("circle", "member").filter(pk=membership_id).first()
    if theirs is None:
        raise Http404
    with transaction.atomic():
        hold(theirs.circle)
        case = case_about(person=theirs.member, circle=theirs.circle, at=now())
        rules.decides_case.require(request.user, case)
    return case


@member_only
@require_POST
def member_case(request: MemberRequest, membership_id: str) -> HttpResponse:
    """Open the case about somebody, or go to the one that is open: there two stewards decide."""
    return redirect("case", _case(request, membership_id).pk)
