"""What the views of this app share: finding what the address names, as far as its reader may see and tend it."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from dugnad.circles import rules
from dugnad.circles.models import Circle, Membership
from dugnad.circles.queries.finding import circle_for
from dugnad.kit.permission import Rule
from dugnad.people.viewing import MemberRequest


def the_circle(request: MemberRequest, circle_id: str) -> Circle:
    """The circle, or 404."""
    found = circle_for(request.user, circle_id)
    if found is None:
        raise Http404
    return found


def a_circle_one(rule: Rule, request: MemberRequest, circle_id: str) -> Circle:
    """The circle, if the rule holds for whoever asks; for others the page is not there (404)."""
    circle = the_circle(request, circle_id)
    if not rule.can(request.user, circle):
        raise Http404
    return circle


def the_member(request: MemberRequest, membership_id: str) -> Membership:
    """Somebody's place in a circle that the one who asks tends, or 404."""
    places = Membership.objects.filter(rules.tends_its_circle.which(request.user))
    found: Membership = get_object_or_404(places.select_related("member", "circle", "brought_by"), pk=membership_id)
    return found
