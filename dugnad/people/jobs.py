"""What the clock does with accounts."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.jobs import periodic
from dugnad.people.actions.sessions import sweep


@periodic(every=timedelta(hours=1))
def sweep_sessions() -> None:
    """Remove sessions that have ended."""
    sweep()
