"""What the clock does for protection."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.protection.actions.erasing import erase_what_is_over


@periodic(every=timedelta(hours=1))
def erase_written() -> None:
    """Delete what was written in circles and is past the time it is kept there."""
    erase_what_is_over(now())
