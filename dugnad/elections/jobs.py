"""What the clock does with terms and elections."""

from __future__ import annotations

from datetime import timedelta

from dugnad.elections.actions import clockwork
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic


@periodic(every=timedelta(minutes=15))
def look_after_circles() -> None:
    """See that circles are tended: end terms, open and count elections, notice when no steward has been there."""
    clockwork.look(now())
