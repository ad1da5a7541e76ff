"""What the clock does for signals."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.signals.actions.looking import forget, look


@periodic(every=timedelta(minutes=15))
def look_for_signals() -> None:
    """Look for what stewards may want to know of: many who come, much that is written, rings, forged signatures."""
    at = now()
    forget(at)
    look(at)
