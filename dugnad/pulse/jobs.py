"""What the clock does for the pulse."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.pulse.actions.taking import take


@periodic(every=timedelta(days=1))
def take_pulses() -> None:
    """Take the pulses of the movement, its circles and its campaigns, where twelve weeks are over."""
    take(at=now())
