"""What the clock does with what stewards decide together."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.quorum.actions import clockwork


@periodic(every=timedelta(hours=1))
def end_what_waited_too_long() -> None:
    """Write down that proposals of two weeks ago are over."""
    clockwork.expire(now())


@periodic(every=timedelta(hours=1))
def delete_circles() -> None:
    """Delete circles whose stewards decided it together, a week after that."""
    clockwork.delete_what_is_due(now())
