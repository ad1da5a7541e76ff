"""Doors close when nobody tends: of a circle, and of the movement."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.circles import guards
from dugnad.circles.models import Circle
from dugnad.elections.enums import SHUT_AFTER
from dugnad.elections.queries.silence import movement_silent_days, silent_days
from dugnad.people.closing import register_closing


def connect() -> None:
    """Called once, when the app is ready."""
    guards.register(guards.Guard("elections", resting=why_not_in))
    register_closing(unkept)


def why_not_in(circle: Circle, at: datetime) -> str:
    """Why nobody comes in, when no steward was here for a week; empty: they can."""
    if silent_days(circle, at) < SHUT_AFTER.days:
        return ""
    return _(
        "Nobody who tends this circle has been here for a week, so nobody new comes in for now. "
        "Words and invitations are kept. Look again in some days."
    )


def unkept(at: datetime) -> bool:
    """No operator and no steward of any circle was here for a week."""
    return movement_silent_days(at) >= SHUT_AFTER.days
