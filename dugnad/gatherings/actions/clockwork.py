"""What the clock does: reminding, and erasing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dugnad.gatherings.actions.day import record_of
from dugnad.gatherings.acts import REMINDED
from dugnad.gatherings.enums import FORGOTTEN_AFTER, KEPT_AFTER, REMINDED_BEFORE, State
from dugnad.gatherings.models import Coming, Occasion, Past, Turn

MOST_AT_ONCE = 500
"""Days whose people are forgotten in one run of the clock."""


@transaction.atomic
def remind(occasion: Occasion, *, at: datetime) -> bool:
    """Tell those who come that it is tomorrow, once. By the clock; False if it was done."""
    due = Occasion.objects.filter(
        pk=occasion.pk,
        state=State.PLANNED,
        reminded_at=None,
        starts_at__gt=at,
        starts_at__lte=at + REMINDED_BEFORE,
    )
    if due.update(reminded_at=at) != 1:
        return False
    record_of(REMINDED, by=None, about=occasion.pk, gathering=occasion.gathering, at=at)
    return True


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Erase the numbers and the needs of days that ended a day before `at`; how many. May run twice."""
    over = Occasion.objects.filter(ends_at__lte=at - KEPT_AFTER)
    erased = over.filter(numbers__isnull=False).update(numbers=None)
    return erased + Coming.objects.filter(occasion__in=over, needs__isnull=False).update(needs=None)


def forget_who(*, at: datetime) -> int:
    """Forget who said what about days that ended ninety days before `at`, and keep how many were there, and for each
    member on how many days they were; for how many days. May run twice.
    """
    over = Occasion.objects.filter(ends_at__lte=at - FORGOTTEN_AFTER, there=None)
    return sum(_forget_who(pk) for pk in over.order_by("ends_at").values_list("pk", flat=True)[:MOST_AT_ONCE])


@transaction.atomic
def _forget_who(pk: str) -> int:
    comings = Coming.objects.filter(occasion=pk)
    there = list(comings.filter(was_there_at__isnull=False).values_list("member", flat=True))
    if Occasion.objects.filter(pk=pk, there=None).update(there=len(there)) != 1:
        return 0
    Past.objects.bulk_create([Past(member_id=member) for member in there], ignore_conflicts=True)
    Past.objects.filter(member__in=there).update(days=F("days") + 1)
    Turn.objects.filter(occasion=pk).delete()
    comings.delete()
    return 1
