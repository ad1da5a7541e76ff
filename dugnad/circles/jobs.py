"""What the clock does with circles."""

from __future__ import annotations

from datetime import timedelta

from dugnad.circles.actions.slowing import slow_down
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic


@periodic(every=timedelta(minutes=1))
def slow_circles_down() -> None:
    """Slow circles for an hour in which far more is posted than usual."""
    slow_down(now())
