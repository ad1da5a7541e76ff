"""What the clock does with professions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.professions.acts import SOON_OVER
from dugnad.professions.models import Mark
from dugnad.professions.terms import TOLD_BEFORE


@periodic(every=timedelta(hours=6))
def tell_before_the_end() -> None:
    """Tell members a month before that the mark of their profession ends."""
    remind(now())


def remind(at: datetime) -> int:
    """Tell those whose mark ends within a month from `at`, once. How many there were."""
    soon = Mark.objects.standing(at).filter(reminded_at=None, expires_at__lte=at + TOLD_BEFORE)
    return sum(_remind(mark, at) for mark in soon.select_related("member"))


@transaction.atomic
def _remind(mark: Mark, at: datetime) -> bool:
    if Mark.objects.filter(pk=mark.pk, reminded_at=None, ended_at=None).update(reminded_at=at) != 1:
        return False
    record(SOON_OVER, by=None, about=mark.pk, toward=mark.member, cause=mark.act_id, audience=Audience.PRIVATE, at=at)
    return True
