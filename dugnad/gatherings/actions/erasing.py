"""Deleting gatherings that are over when their circle keeps what is written no longer. The acts stay."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Q

from dugnad.gatherings.findable import KIND
from dugnad.gatherings.models import Coming, Gathering, Occasion
from dugnad.gatherings.models.occasion import DayNote
from dugnad.kit import fulltext
from dugnad.protection.retention import register

WORDS = ("venue", "word", "programme", "decided", "follows")
SAID = ~Q(**dict.fromkeys(WORDS, "")) | Q(comings__isnull=False) | Q(notes__isnull=False) | Q(numbers__isnull=False)


def connect() -> None:
    """Called once, when the app is ready."""
    register("gatherings", delete_gatherings)
    register("gatherings-days", empty_days)


def delete_gatherings(circle: str, before: datetime, most: int) -> int:
    """Those whose last day was over by then, with everything that hangs on them."""
    ended = Gathering.objects.filter(circle=circle).annotate(last=Max("occasions__ends_at")).order_by()
    gone = ended.filter(Q(last__lt=before) | Q(last=None, created_at__lt=before))
    over = list(gone.values_list("pk", flat=True)[:most])
    fulltext.drop_all(KIND, over)
    Gathering.objects.filter(pk__in=over).delete()
    return len(over)


def empty_days(circle: str, before: datetime, most: int) -> int:
    """What was said and written of a day that was over by then, of gatherings that go on; how many came is kept."""
    days = Occasion.objects.filter(SAID, gathering__circle=circle, ends_at__lt=before).order_by()
    over = list(days.values_list("pk", flat=True).distinct()[:most])
    Coming.objects.filter(occasion__in=over).delete()
    DayNote.objects.filter(occasion__in=over).delete()
    emptied: dict[str, str | None] = {**dict.fromkeys(WORDS, ""), "numbers": None}
    Occasion.objects.filter(pk__in=over).update(**emptied)
    return len(over)
