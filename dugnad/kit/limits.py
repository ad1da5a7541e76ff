"""How often something may be done: one table of counts, which says nothing about whose they are."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F

from dugnad.config import secret
from dugnad.kit.clock import now


class Window(models.Model):
    """How often something was done from `start` on, for as long as its period is. `key` is a keyed hash."""

    key = models.CharField(max_length=32)
    start = models.DateTimeField()
    spent = models.PositiveIntegerField(default=0)
    until = models.DateTimeField(db_index=True)
    """When the count no longer matters to anyone, being that of the window before the last."""

    class Meta:
        db_table = "kit_limit"
        constraints = [models.UniqueConstraint(fields=["key", "start"], name="kit_limit_one_window")]


def spend(key: str, *, most: int, per: timedelta, at: datetime | None = None) -> bool:
    """Count one use of `key` at `at` (now, if not given), unless it was used `most` times in the time `per` before.

    True if it was counted, and may go on. Windows of length `per` follow one another; of the one before, the share
    counts that lies within `per` of `at`, as if its uses were spread evenly, rounded down. However many try at once,
    no window holds more than `most`.

    It is part of the caller's transaction: what is rolled back was not spent. A refusal that must be counted all
    the same (a wrong password) is therefore counted in a transaction of its own.
    """
    at = at or now()
    start = _start(at, per)
    hashed = _hashed(key, per)
    allowed = most - _still_counting(hashed, start, at, per)
    if allowed < 1:
        return False
    this = Window.objects.filter(key=hashed, start=start)
    if _one_more(this, allowed):
        return True
    fresh = Window(key=hashed, start=start, spent=0, until=start + 2 * per)
    Window.objects.bulk_create([fresh], ignore_conflicts=True)
    return _one_more(this, allowed)


def give_back(key: str, *, per: timedelta, at: datetime | None = None) -> None:
    """Take back one use of `key` in the window of `at`: it turned out not to count. Of none, none is taken."""
    this = Window.objects.filter(key=_hashed(key, per), start=_start(at or now(), per), spent__gt=0)
    this.update(spent=F("spent") - 1)


def _one_more(window: models.QuerySet[Window], allowed: int) -> bool:
    return window.filter(spent__lt=allowed).update(spent=F("spent") + 1) == 1


def _still_counting(hashed: str, start: datetime, at: datetime, per: timedelta) -> int:
    """Of the window before, the uses that still weigh on this moment."""
    before = Window.objects.filter(key=hashed, start=start - per).values_list("spent", flat=True).first()
    return (before or 0) * (start + per - at) // per


def _start(at: datetime, per: timedelta) -> datetime:
    beginning = datetime(2020, 1, 1, tzinfo=UTC)
    return beginning + (at - beginning) // per * per


def _hashed(key: str, per: timedelta) -> str:
    """The same key with another period has windows of its own."""
    said = f"{per.total_seconds()} {key}".encode("utf-8", "surrogatepass")
    return hashlib.blake2b(said, key=secret(settings.CONFIG.data, "limits").encode()[:64], digest_size=16).hexdigest()


def forget(at: datetime) -> int:
    """Remove the counts that no longer matter at `at`; how many there were."""
    return Window.objects.filter(until__lte=at).delete()[0]
