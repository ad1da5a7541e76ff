"""In whose name something is written."""

from __future__ import annotations

from datetime import datetime

from dugnad.asks.enums import Voice
from dugnad.circles.actions.membership import take_name
from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.people.models import Member


def name_in(circle: Circle, member: Member, voice: Voice, wished: str, at: datetime) -> str:
    """The name the circle sees when `member` writes in `voice`.

    The first time somebody writes under another name they choose it: `wished`. From then on it is theirs in this
    circle, and `wished` is not looked at. Raises `Refused` when it is missing or somebody else's.
    """
    if voice != Voice.PSEUDONYM:
        return member.handle
    stand = stands(member).get(circle.pk)
    if stand and stand.pseudonym:
        return stand.pseudonym
    return take_name(by=member, circle=circle, name=wished, at=at)
