"""What the views of this app share: finding what the address names, as far as its reader may see it."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from dugnad.circles.models import Circle
from dugnad.circles.queries.finding import circle_for
from dugnad.kit.permission import Rule
from dugnad.people.viewing import MemberRequest
from dugnad.safety import rules
from dugnad.safety.models import Case, Decision


def the_circle(rule: Rule, request: MemberRequest, circle_id: str) -> Circle:
    """The circle, if the rule holds for whoever asks, or 404."""
    circle = circle_for(request.user, circle_id)
    if circle is None or not rule.can(request.user, circle):
        raise Http404
    return circle


def the_case(request: MemberRequest, case_id: str) -> Case:
    """A case whose page this member sees, or 404."""
    visible = Case.objects.visible_to(request.user).select_related("circle", "person", "keeper")
    found: Case = get_object_or_404(visible, pk=case_id)
    return found


def a_case_to_decide(request: MemberRequest, case_id: str) -> Case:
    """A case that this member decides, or 404."""
    case = the_case(request, case_id)
    if not rules.decides_case.can(request.user, case):
        raise Http404
    return case


def a_decision_to_make(request: MemberRequest, decision_id: str) -> Decision:
    """A decision in a case that this member decides, or 404."""
    cases = Case.objects.filter(rules.decides_case.which(request.user)).values("pk")
    rows = Decision.objects.filter(case__in=cases).select_related("case__circle", "case__person")
    found: Decision = get_object_or_404(rows, pk=decision_id)
    return found


def my_decision(request: MemberRequest, decision_id: str) -> Decision:
    """A decision that is about the one who asks, or 404."""
    mine = Decision.objects.visible_to(request.user).select_related("case__circle", "case__person")
    found: Decision = get_object_or_404(mine, pk=decision_id)
    return found
