"""Erasing a member: one transaction, and then the traces that databases and disks keep."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation

from dugnad.leaving.actions import sessions, settling, wiping
from dugnad.leaving.acts import HELP_OVER, LEFT_FOR_GOOD, MAKER_LEFT, ORGANISER_MISSED, STEWARD_MISSED, TASK_FREED
from dugnad.leaving.enums import GIVEN_UP
from dugnad.leaving.models import Archive, Departure
from dugnad.leaving.queries.files import path_of
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.holdings import Loose, forgettings, partings
from dugnad.people.models import Member

VERBS = {
    "help": HELP_OVER, "task": TASK_FREED, "maker": MAKER_LEFT, "organiser": ORGANISER_MISSED,
    "steward": STEWARD_MISSED,
}  # fmt: skip


def due(at: datetime) -> list[str]:
    """Ids of members to be erased at `at`, and of those that a worker left half way: nothing was done to them."""
    free = Q(begun_at=None) | Q(begun_at__lte=at - GIVEN_UP)
    found = Departure.objects.filter(free, due_at__lte=at).order_by("due_at", "pk")
    return list(found.values_list("pk", flat=True)[:20])


def erase(member_id: str, *, at: datetime) -> bool:
    """Erase the member with this id, who has asked for it. False if another worker does, or they thought again.

    Then everything that was written of them is overwritten where it lay, see `wiping`.
    """
    free = Departure.objects.filter(Q(begun_at=None) | Q(begun_at__lte=at - GIVEN_UP), pk=member_id, due_at__lte=at)
    if free.update(begun_at=at) != 1:
        return False
    departure = Departure.objects.select_related("member").get(pk=member_id)
    wiping.note()
    sessions.end_unlisted(member_id)
    with translation.override(settings.LANGUAGE_CODE), transaction.atomic():
        _erase(departure.member, departure.granted, at)
    wiping.wipe()
    return True


def _erase(member: Member, granted: list[str], at: datetime) -> None:
    member.is_active = True  # for the rules: what they give back they give back as a member
    loose = [one for part in reversed(partings()) for one in part(member, at)]
    _tell(loose, at)
    record(LEFT_FOR_GOOD, by=member, about=member.person_key, audience=Audience.PRIVATE, at=at)
    archives = [path_of(one) for one in Archive.objects.filter(member=member)]
    sessions.end_all(member)
    plans = settling.plans(member, granted)
    for forgetting in forgettings():
        forgetting(member, granted)
    for plan in reversed(plans):
        settling.settle(plan)
    member.delete()
    files = [name for plan in plans for name in plan.files]
    transaction.on_commit(partial(wiping.remove, files, archives))


def _tell(loose: Iterable[Loose], at: datetime) -> None:
    """Once each: what it is, where, and to whom. Who has left is not said."""
    for what, circle, member in dict.fromkeys((one.what, one.circle, one.member) for one in loose):
        record(VERBS[what], by=None, about=circle, circle=circle, toward=member, audience=Audience.PRIVATE, at=at)
