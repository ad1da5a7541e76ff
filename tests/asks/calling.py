"""Calls for tests, made the way the worker makes them."""

from __future__ import annotations

from datetime import datetime

from dugnad.asks.actions.calls import call_by_name
from dugnad.asks.following import follow
from dugnad.asks.models import Ask, Call
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.cast import NOON


def make_call(need: Ask, member: Member, *, at: datetime = NOON, wave: int = 1, by: Member | None = None) -> Call:
    """A call of `member` for `need`."""
    made = may_call(need, member, at=at, wave=wave, by=by)
    assert made is not None
    return made


def may_call(need: Ask, member: Member, *, at: datetime = NOON, wave: int = 1, by: Member | None = None) -> Call | None:
    """The call, if `member` may be called."""
    fresh = Ask.objects.select_related("circle", "kind", "place", "author").get(pk=need.pk)
    return call_by_name(ask=fresh, member=member.pk, wave=wave, by=by, at=at)


def followed(at: datetime) -> None:
    """The follower of calls has read every act there is. Those it read before it reads again."""
    seen = -1
    while seen != (seen := Act.objects.count()):
        for act in Act.objects.order_by("pk"):
            follow(act, at=at)


def called(need: Ask) -> set[str]:
    """Handles of those who were called."""
    return set(Call.objects.filter(ask=need).values_list("member__handle", flat=True))
