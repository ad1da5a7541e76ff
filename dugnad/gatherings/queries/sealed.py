"""What is sealed, and what is told on the day."""

from __future__ import annotations

from datetime import datetime

from dugnad.gatherings.enums import KEPT_AFTER
from dugnad.gatherings.models import Coming, DayNote, Occasion
from dugnad.kit.seal import Unreadable, unseal


def needs_of(coming: Coming) -> str:
    """What was said to the organisers; empty when nothing was, or when it is gone."""
    return _unsealed(coming.needs, coming.pk)


def numbers_of(occasion: Occasion, at: datetime) -> str:
    """Whom to call, until a day after the end."""
    return _unsealed(occasion.numbers, occasion.pk) if at < occasion.ends_at + KEPT_AFTER else ""


def _unsealed(blob: bytes | memoryview | None, about: str) -> str:
    if blob is None:
        return ""
    try:
        return unseal(blob, about=about)
    except Unreadable:  # restored without its keys
        return ""


def notes_of(occasion: Occasion) -> list[DayNote]:
    """What has changed, the latest first."""
    return list(DayNote.objects.filter(occasion=occasion).order_by("-at", "-pk")[:20])
