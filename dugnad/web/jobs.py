"""What the clock asks for on behalf of the whole installation."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit import fulltext, limits
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.kit.storage import fold_journal


@periodic(every=timedelta(hours=1))
def forget_limits() -> None:
    """Forget who did how much of what, once it limits nobody any more."""
    limits.forget(now())


@periodic(every=timedelta(hours=1))
def wipe_what_was_erased() -> None:
    """Fold search index and journal together, so that erased words are gone from the disk for good."""
    fulltext.optimize()
    fold_journal()
