"""What the clock does for those who leave."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.leaving.actions import archives


@periodic(every=timedelta(minutes=15))
def remove_old_archives() -> None:
    """Remove archives whose day is over."""
    archives.sweep(now())
