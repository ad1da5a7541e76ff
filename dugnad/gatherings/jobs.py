"""What the clock does with gatherings."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.gatherings.actions import clockwork
from dugnad.gatherings.enums import REMINDED_BEFORE, State
from dugnad.gatherings.models import Occasion
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic


@periodic(every=timedelta(minutes=15))
def remind_the_day_before() -> None:
    """Remind those who come of what begins within a day."""
    remind(now())


@periodic(every=timedelta(hours=1))
def erase_numbers_and_needs() -> None:
    """Erase the phone numbers and the needs of gatherings that ended a day ago."""
    clockwork.forget(at=now())


@periodic(every=timedelta(hours=6))
def forget_who_came() -> None:
    """Forget who came to gatherings that ended ninety days ago; how many is kept."""
    clockwork.forget_who(at=now())


def remind(at: datetime) -> int:
    """Remind of each day that begins within a day from `at`, once. How many there were."""
    soon = Occasion.objects.filter(
        state=State.PLANNED, reminded_at=None, starts_at__gt=at, starts_at__lte=at + REMINDED_BEFORE
    )
    return sum(clockwork.remind(occasion, at=at) for occasion in soon.select_related("gathering"))
