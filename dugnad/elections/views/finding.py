"""Finding what the address names, as far as its reader may know of it."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from dugnad.circles.models import Circle
from dugnad.circles.queries.finding import circle_for
from dugnad.circles.rules import belongs
from dugnad.elections.models import Election
from dugnad.kit.permission import Rule
from dugnad.people.viewing import MemberRequest


def my_circle(request: MemberRequest, circle_id: str, rule: Rule = belongs) -> Circle:
    """The circle, for those in it (or those for whom another `rule` holds), or 404."""
    found = circle_for(request.user, circle_id)
    if found is None or not rule.can(request.user, found):
        raise Http404
    return found


def the_election(request: MemberRequest, election_id: str) -> Election:
    """The election, for those in its circle, or 404."""
    seen = Election.objects.visible_to(request.user).select_related("circle")
    found: Election = get_object_or_404(seen, pk=election_id)
    return found
