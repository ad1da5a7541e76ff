"""Telling whoever keeps the machine that something which protects everybody did not work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction

from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.moving.acts import BACKUP_FAILED
from dugnad.moving.backups.account import Outcome, remember

APART = timedelta(days=1)
"""Between two times that they are told of the same."""


@contextmanager
def told_about(what: str, at: datetime, errors: tuple[type[Exception], ...]) -> Iterator[None]:
    """What goes wrong inside is remembered, told, and raised."""
    began = time.monotonic()
    try:
        yield
    except errors as error:
        said = f"{type(error).__name__}: {error}"
        remember(what, Outcome(at.isoformat(), False, time.monotonic() - began, said))
        _tell(what, at)
        raise


@transaction.atomic
def _tell(what: str, at: datetime) -> None:
    before = Act.objects.filter(verb=BACKUP_FAILED.code, object_id=what, at__gt=at - APART)
    if not before.exists():
        record(BACKUP_FAILED, by=None, about=what, audience=Audience.PRIVATE, at=at)
