"""What the clock does for the pulse."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.pulse.actions.taking import is_due
from dugnad.pulse.own_thread import TAKING


@periodic(every=timedelta(hours=1))
def take_pulses() -> None:
    """Have the pulses of the movement, its circles and its campaigns taken, where twelve weeks are over."""
    TAKING.tell_of_failure()
    if is_due(now()):
        TAKING.begin()
