"""How many messages came in and what became of them, day by day. Nothing of the messages is kept."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F, Sum

from dugnad.notify.fates import Fate
from dugnad.notify.models import Tally


def count(fate: Fate, at: datetime) -> None:
    """One more."""
    day = at.date()
    Tally.objects.bulk_create([Tally(day=day, fate=fate)], ignore_conflicts=True)
    Tally.objects.filter(day=day, fate=fate).update(count=F("count") + 1)


def counts(at: datetime, days: int = 30) -> list[tuple[Fate, int]]:
    """What became of the messages of the last days, the most frequent first."""
    since = (at - timedelta(days=days)).date()
    rows = Tally.objects.filter(day__gt=since).values_list("fate").annotate(all=Sum("count")).order_by("-all", "fate")
    return [(Fate(fate), number) for fate, number in rows]
