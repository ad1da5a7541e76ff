"""What members want to be told by mail, and whether they can be."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from allauth.account.models import EmailAddress
from django.conf import settings

from dugnad.circles import rules
from dugnad.circles.models import Circle
from dugnad.methods.quiet import QuietHours
from dugnad.notify.enums import Wish
from dugnad.notify.models import CircleWish, Wishes
from dugnad.people.models import Member


def wishes_of(member: Member) -> Wishes:
    """Theirs, or what holds for somebody who never chose (then not in the database)."""
    return Wishes.objects.filter(member=member).first() or Wishes(member=member)


def language_of(member: Member) -> str:
    """In which language they are written to."""
    return member.language if member.language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def quiet_end(member: Member, at: datetime) -> datetime | None:
    """The first moment from `at` on that is not quiet for them; None: there is none."""
    return QuietHours(member.quiet_from, member.quiet_until, zone_of(member).key).over(at)


def zone_of(member: Member) -> ZoneInfo:
    """Theirs, or ours if this machine does not know theirs (any more)."""
    try:
        return ZoneInfo(member.time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


@dataclass(frozen=True)
class Reach:
    """Who of some members can be written to, and what about. `wishes` has the circles they chose for, by pair."""

    addresses: dict[str, str]
    wishes: dict[tuple[str, str], str]

    def wants(self, member: str, circle: str) -> Wish:
        """What this member chose for this circle."""
        return Wish(self.wishes.get((member, circle), Wish.DIGEST))


def reach(members: Collection[str]) -> Reach:
    """Three queries. Without those who want no letters, and those whose address was refused."""
    addresses: dict[str, str] = {}
    confirmed = EmailAddress.objects.filter(user__in=members, verified=True).order_by("-primary", "pk")
    for member, email in confirmed.values_list("user_id", "email"):
        addresses.setdefault(member, email)
    for wishes in Wishes.objects.filter(member__in=members):
        if not wishes.mail or wishes.refused == addresses.get(wishes.member_id):
            addresses.pop(wishes.member_id, None)
    chosen = CircleWish.objects.filter(member__in=members).values_list("member_id", "circle_id", "wish")
    return Reach(addresses, {(member, circle): wish for member, circle, wish in chosen})


def address_of(member: Member) -> str:
    """The confirmed one they are written to; empty without one."""
    confirmed = EmailAddress.objects.filter(user=member, verified=True).order_by("-primary", "pk")
    return confirmed.values_list("email", flat=True).first() or ""


@dataclass(frozen=True)
class Choice:
    """A circle the member is in, and what they chose for it."""

    circle: Circle
    wish: Wish


def choices(member: Member) -> list[Choice]:
    """By the circles' names. Two queries."""
    chosen = dict(CircleWish.objects.filter(member=member).values_list("circle_id", "wish"))
    circles = Circle.objects.filter(rules.belongs.which(member)).order_by("name", "pk")
    return [Choice(circle, Wish(chosen.get(circle.pk, Wish.DIGEST))) for circle in circles]
