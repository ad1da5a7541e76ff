"""The pulse on the pages of others: a circle's, a campaign's."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.circles.things import Thing
from dugnad.people.models import Member


def circle_part(member: Member, circle: Circle, request: HttpRequest) -> dict[str, Any] | None:
    """For those inside: the ways to the circle's pulse. No query but the rules'."""
    stand = stands(member).get(circle.pk)
    return {"stand": stand} if stand is not None and stand.active else None


def of_campaign(member: Member | None, thing: Thing) -> SafeString:
    """Beside a campaign, for those in its circle."""
    stand = stands(member).get(thing.circle) if member and thing.kind == "campaign" else None
    if stand is None or not stand.active:
        return SafeString("")
    return render_to_string("pulse/beside.html", {"thing": thing})
