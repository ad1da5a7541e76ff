"""What the clock does with asks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dugnad.asks import calling
from dugnad.asks.actions import rising, unsent
from dugnad.asks.actions.offers import let_go
from dugnad.asks.acts import ERASED_SEALED
from dugnad.asks.enums import RISES_AFTER, State
from dugnad.asks.models import Ask, SealedPart
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record


@periodic(every=timedelta(minutes=1))
def rise_to_stewards() -> None:
    """Tell the stewards of asks that nobody has answered in time."""
    rise(now())


@periodic(every=timedelta(minutes=1))
def call_by_name() -> None:
    """Call the next members by name where nobody has come yet, and those who were asleep."""
    calling.go_on(now())


@periodic(every=timedelta(hours=1))
def erase_sealed_parts() -> None:
    """Erase the text of sealed parts whose time is over."""
    erase_sealed(now())


@periodic(every=timedelta(minutes=5))
def give_back_places() -> None:
    """Give back places in offers that were held and not agreed to in time."""
    let_go(at=now())


@periodic(every=timedelta(hours=6))
def sweep_unsent_pictures() -> None:
    """Delete pictures of asks that were never sent."""
    unsent.sweep(now() - unsent.KEPT_FOR)


def rise(at: datetime) -> int:
    """Mark each open ask that should have been answered by `at`, once. How many were."""
    waiting = Ask.objects.filter(state=State.OPEN, answer_count=0, rose_at=None)
    overdue = Q()
    for urgency, patience in RISES_AFTER.items():
        overdue |= Q(urgency=urgency, created_at__lte=at - patience)
    return sum(rising.rise(ask=ask, at=at) for ask in waiting.filter(overdue).only("pk", "circle_id", "act_id"))


def erase_sealed(at: datetime) -> int:
    """Erase what was to be kept until `at` at the most. How many parts were erased."""
    over = SealedPart.objects.filter(erased_at=None, erase_at__lte=at).select_related("ask")
    return sum(_erase(part, at) for part in over.defer("text"))


@transaction.atomic
def _erase(part: SealedPart, at: datetime) -> bool:
    if SealedPart.objects.filter(pk=part.pk, erased_at=None, erase_at__lte=at).update(text=None, erased_at=at) != 1:
        return False
    record(
        ERASED_SEALED,
        by=None,
        about=part.pk,
        circle=part.ask.circle_id,
        cause=part.ask.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    return True
