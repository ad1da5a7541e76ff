"""Doors that close by themselves when very many strangers come in a short time, and are opened again with one tap."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import rules
from dugnad.circles.acts import ENTRANCE_OPENED, ENTRANCE_SHUT, OPENED_AGAIN, SHUT
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Entrance, Membership
from dugnad.circles.newcomers import WINDOW, expected
from dugnad.kit.clock import now
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.people.rules import keeps_running

JOINS = 15
"""So many strangers may join one open circle in a `WINDOW`, or a tenth of those who are in it already."""
ACCOUNTS = 20
"""So many may make accounts in a `WINDOW`, or a tenth of those there are."""
TENTH = 10
EXPECTED_FOR = timedelta(days=1)
"""After a door was opened again it stays open, however many come."""


def count_joining(circle: Circle, at: datetime) -> None:
    """A stranger joins an open circle by themselves: the one too many closes the door behind them."""
    if circle.shut_at is not None or expected(circle.expected_until, at):
        return
    inside = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).count()
    if spend(f"joins {circle.pk}", most=max(JOINS, inside // TENTH), per=WINDOW, at=at):
        return
    if Circle.objects.filter(pk=circle.pk, shut_at=None).update(shut_at=at) == 1:
        record(SHUT, by=None, about=circle.pk, circle=circle.pk, at=at)
        circle.shut_at = at


def require_open(circle: Circle) -> None:
    """`Refused` while the circle's door is closed to strangers."""
    if circle.shut_at is not None:
        raise Refused(
            _(
                "So many people joined at once that this circle takes a breath. Its stewards look at it; please come "
                "back later. Whoever was invited can come in."
            )
        )


@transaction.atomic
def open_again(*, by: Member, circle: Circle, at: datetime | None = None) -> None:
    """Stewards have looked: strangers join and write again, and for a day many of them are no alarm."""
    rules.tends.require(by, circle)
    at = at or now()
    record(OPENED_AGAIN, by=by, about=circle.pk, circle=circle.pk, at=at)
    shut = Circle.objects.filter(pk=circle.pk).exclude(shut_at=None)
    if shut.update(shut_at=None, expected_until=at + EXPECTED_FOR) != 1:
        raise Refused(_("It is open already."))
    circle.refresh_from_db()


@transaction.atomic
def count_account(at: datetime) -> None:
    """Somebody made an account by themselves: the one too many closes the entrance behind them."""
    entrance, _made = Entrance.objects.get_or_create(pk=1)
    if entrance.shut_at is not None or expected(entrance.expected_until, at):
        return
    most = max(ACCOUNTS, Member.objects.filter(is_active=True).count() // TENTH)
    if spend("accounts", most=most, per=WINDOW, at=at):
        return
    if Entrance.objects.filter(pk=1, shut_at=None).update(shut_at=at) == 1:
        record(ENTRANCE_SHUT, by=None, about="1", audience=Audience.MOVEMENT, at=at)


@transaction.atomic
def open_entrance(*, by: Member, at: datetime | None = None) -> None:
    """An operator has looked: anybody may make an account again, and for a day many are no alarm."""
    keeps_running.require(by, None)
    at = at or now()
    record(ENTRANCE_OPENED, by=by, about="1", audience=Audience.MOVEMENT, at=at)
    shut = Entrance.objects.filter(pk=1).exclude(shut_at=None)
    if shut.update(shut_at=None, expected_until=at + EXPECTED_FOR) != 1:
        raise Refused(_("It is open already."))
