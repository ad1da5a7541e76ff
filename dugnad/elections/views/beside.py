"""What the page of a circle says of who tends it: only what there is to do."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.elections.enums import ELECT_AFTER, FEWEST_STEWARDS, SHUT_AFTER
from dugnad.elections.queries.beside import how_it_is_tended
from dugnad.elections.queries.silence import silent_days
from dugnad.kit.clock import now
from dugnad.people.models import Member


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """An election that runs, too few stewards, or none who was here lately; for those in the circle."""
    stand = stands(member).get(circle.pk)
    if stand is None or not stand.active:
        return None
    at = now()
    tended = how_it_is_tended(circle.pk)
    silent = silent_days(circle, at)
    facts = {
        "election": tended.election,
        "phase": tended.election.phase(at) if tended.election else "",
        "too_few": tended.stewards < FEWEST_STEWARDS and not tended.election,
        "stewards": tended.stewards,
        "silent": silent >= SHUT_AFTER.days,
        "elect_after": ELECT_AFTER.days,
        "steward": stand.steward,
    }
    return facts if tended.election or facts["too_few"] or facts["silent"] else None
