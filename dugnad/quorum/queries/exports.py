"""Exports that were decided and can still be taken."""

from __future__ import annotations

from datetime import datetime

from django.urls import NoReverseMatch, reverse

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.quorum.enums import State
from dugnad.quorum.models import ExportPass
from dugnad.quorum.queries.counted import count

_address: list[str] = []


def downloads_at(name: str) -> None:
    """Where an export is taken: the name of an address with the id of the circle in it."""
    _address[:] = [name]


def address(circle: Circle) -> str:
    """The path of it; empty where nobody writes exports."""
    try:
        return reverse(_address[0], args=[circle.pk]) if _address else ""
    except NoReverseMatch:
        return ""


def open_pass(member: Member, circle: Circle, at: datetime) -> ExportPass | None:
    """The latest pass of `member` for `circle`, as long as it is good: decided, and signed by enough of its stewards
    still."""
    passes = ExportPass.objects.filter(member=member, circle=circle, until__gt=at, act__at__lte=at)
    found = passes.select_related("act", "proposal__act").order_by("-until").first()
    if found is None or found.act_id != found.proposal.ending or found.proposal.state != State.CARRIED:
        return None
    return found if count(found.proposal, at).enough else None
