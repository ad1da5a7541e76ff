"""What the clock does with what people are told."""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.notify import folder
from dugnad.notify.actions import digests
from dugnad.notify.incoming import confirming
from dugnad.notify.models import Letter, Notice
from dugnad.notify.terms import FILES_KEPT, LETTERS_KEPT, NOTICES_KEPT


@periodic(every=timedelta(minutes=5))
def prepare_digests() -> None:
    """Put the digests that are due into the outbox."""
    digests.prepare(now())


@periodic(every=timedelta(hours=6))
def sweep_told() -> None:
    """Remove what was told long ago, and old letters."""
    sweep(now())


@periodic(every=timedelta(hours=1))
def sweep_answers() -> None:
    """Erase answers by e-mail that waited too long for their writer, and forget what came long ago."""
    confirming.sweep(now())


def sweep(at: datetime) -> int:
    """Remove notices, letters and files whose time is over at `at`; how many."""
    notices, _each = Notice.objects.filter(at__lt=at - NOTICES_KEPT).delete()
    letters, _each = Letter.objects.filter(created_at__lt=at - LETTERS_KEPT).delete()
    return notices + letters + folder.sweep(at - FILES_KEPT)
