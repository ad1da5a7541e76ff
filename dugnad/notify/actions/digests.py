"""Digests: when each member's next one is due, and putting it into the outbox."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from dugnad.notify.enums import Rhythm, Sort
from dugnad.notify.models import Letter, Wishes
from dugnad.notify.queries.wishes import zone_of

AT_A_TIME = 5000
BEFORE_NOW = timedelta(minutes=1)
"""What happened within the last minute may not be written everywhere yet: it is for the next digest."""
LOOKING_BACK = timedelta(days=7)
"""How far the first digest looks back, and the longest any does."""


def prepare(at: datetime) -> int:
    """Put every digest that is due by `at` into the outbox, once. How many.

    Whether there is anything to tell is seen when it is sent; an empty one is not.
    """
    _begin(at)
    due = Wishes.objects.filter(next_digest_at__lte=at).exclude(rhythm=Rhythm.NEVER).select_related("member")
    return sum(_prepare(wishes, at) for wishes in due.order_by("next_digest_at", "pk")[:AT_A_TIME])


def _begin(at: datetime) -> None:
    """Those who gave an address lately get their first digest at the hour that holds for somebody who never chose."""
    reachable = EmailAddress.objects.filter(verified=True)
    fresh = reachable.filter(user__wishes=None).select_related("user").order_by("user_id")
    made = {
        row.user_id: Wishes(member=row.user, digest_until=at, next_digest_at=next_digest(Wishes(member=row.user), at))
        for row in fresh[:AT_A_TIME]
    }
    Wishes.objects.bulk_create(made.values(), ignore_conflicts=True)
    unset = Wishes.objects.filter(next_digest_at=None).exclude(rhythm=Rhythm.NEVER).select_related("member")
    for wishes in unset.order_by("pk")[:AT_A_TIME]:
        Wishes.objects.filter(pk=wishes.pk, next_digest_at=None).update(next_digest_at=next_digest(wishes, at))


@transaction.atomic
def _prepare(wishes: Wishes, at: datetime) -> bool:
    until = at - BEFORE_NOW
    since = max(wishes.digest_until or at - LOOKING_BACK, at - LOOKING_BACK)
    still = Wishes.objects.filter(pk=wishes.pk, next_digest_at=wishes.next_digest_at)
    if still.update(next_digest_at=next_digest(wishes, at), digest_until=until) != 1:
        return False
    if not wishes.mail:
        return False
    Letter.objects.create(member_id=wishes.pk, sort=Sort.DIGEST, since=since, until=until, due_at=at, created_at=at)
    return True


def next_digest(wishes: Wishes, after: datetime) -> datetime:
    """The next moment after `after` at which their clock shows the hour they chose, on the day they chose."""
    zone = zone_of(wishes.member)
    day = after.astimezone(zone).date()
    while True:
        moment = datetime.combine(day, time(wishes.hour), zone).astimezone(UTC)
        if moment > after and (wishes.rhythm != Rhythm.WEEKLY or day.weekday() == wishes.weekday):
            return moment
        day += timedelta(days=1)
