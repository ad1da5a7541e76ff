"""What the clock does: reminding, and erasing."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.gatherings.actions.day import record_of
from dugnad.gatherings.acts import REMINDED
from dugnad.gatherings.enums import KEPT_AFTER, REMINDED_BEFORE, State
from dugnad.gatherings.models import Coming, Occasion


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
