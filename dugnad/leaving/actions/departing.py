"""Asking to leave for good, and thinking again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.leaving.actions.sessions import end_all
from dugnad.leaving.enums import SECOND_THOUGHTS, When
from dugnad.leaving.models import Departure
from dugnad.people.holdings import wishes
from dugnad.people.models import Member


@transaction.atomic
def depart(*, by: Member, when: When, granted: Collection[str] = (), at: datetime | None = None) -> Departure:
    """Have `by` erased, in a week or now. Now: from this moment nobody meets them, and all their sessions are over.

    `granted` are names of wishes: words that may stay without a name. The operator who is alone is `Refused`: nobody
    could look after the machine.
    """
    at = at or now()
    if by.is_operator and not Member.objects.filter(is_operator=True, is_active=True).exclude(pk=by.pk).exists():
        raise Refused(_("You alone keep this movement running. Make somebody else an operator first."))
    known = [wish.name for wish in wishes() if wish.name in granted]
    due = at if when == When.NOW else at + SECOND_THOUGHTS
    facts = {"granted": known, "asked_at": at, "due_at": due, "begun_at": None}
    departure, _fresh = Departure.objects.update_or_create(member=by, defaults=facts)
    if when == When.NOW:
        Member.objects.filter(pk=by.pk).update(is_active=False)
        end_all(by)
    return departure


@transaction.atomic
def stay(*, by: Member, at: datetime | None = None) -> None:
    """Not after all. Raises `Refused` once it has begun, or if nothing was asked."""
    waiting = Departure.objects.filter(member=by, due_at__gt=at or now(), begun_at=None)
    if not waiting.delete()[0]:
        raise Refused(_("There is nothing to take back: you stay."))
