"""What waits for a member at the doors of circles: for Today."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dugnad.circles.enums import Progress, Standing
from dugnad.circles.models import Application, Circle, Invitation, Membership, Vouch
from dugnad.circles.queries.invitations import taken_by
from dugnad.circles.queries.way_in import OPEN_WORDS, unpaused
from dugnad.circles.rules import stands
from dugnad.kit.prepared import Prepared, Shaped
from dugnad.people.models import Member


@dataclass(frozen=True)
class Words:
    """So many members of a circle have given their word for somebody outside it."""

    circle: Circle
    given: int

    @property
    def ready(self) -> bool:
        """Enough to come in."""
        return self.given >= self.circle.vouches_needed


@dataclass(frozen=True)
class Desk:
    """A circle the member tends, and how many wait to be let in."""

    circle: Circle
    waiting: int


@dataclass(frozen=True)
class Waiting:
    """`templates/circles/waiting.html` draws it: `{% include "circles/waiting.html" with waiting=waiting only %}`."""

    invitations: list[Invitation]
    words: list[Words]
    desks: list[Desk]
    norms: list[Circle]

    def __bool__(self) -> bool:
        return bool(self.invitations or self.words or self.desks or self.norms)


def waiting_for(member: Member) -> Waiting:
    """Everything of the kind, in at most six queries however much there is."""
    return Waiting(taken_by(member), words_for(member), desks_of(member), norms_for(member))


def _words(member: str) -> QuerySet[Vouch, tuple[Any, ...]]:
    return unpaused(Vouch.objects.filter(OPEN_WORDS, for_member=member)).values_list("circle")


def _wishes(circles: list[str]) -> QuerySet[Application, tuple[Any, ...]]:
    return Application.objects.filter(circle__in=circles, progress=Progress.WAITING).values_list("circle")


WORDS = Prepared(_words)
WISHES = Shaped(_wishes)


def words_for(member: Member) -> list[Words]:
    """Circles whose members have given their word for `member`, who has not asked to come in."""
    given = Counter(circle for (circle,) in WORDS.rows(member=member.pk))
    if not given:
        return []
    kept_out = Membership.objects.filter(member=member, standing=Standing.BANNED).values("circle")
    asked = Application.objects.filter(member=member, progress=Progress.WAITING).values("circle")
    circles = Circle.objects.filter(pk__in=given).exclude(pk__in=kept_out).exclude(pk__in=asked).order_by("name")
    return [Words(circle, given[circle.pk]) for circle in circles]


def desks_of(member: Member) -> list[Desk]:
    """The circles `member` tends where somebody waits to be let in."""
    tended = [stand.circle for stand in stands(member).values() if stand.steward]
    if not tended:
        return []
    waiting = Counter(circle for (circle,) in WISHES.rows(circles=tended))
    circles = Circle.objects.filter(pk__in=waiting).order_by("name") if waiting else []
    return [Desk(circle, waiting[circle.pk]) for circle in circles]


def norms_for(member: Member) -> list[Circle]:
    """The circles of `member` whose norms have changed since they accepted them."""
    behind = [s.circle for s in stands(member).values() if s.norms_changed]
    return list(Circle.objects.filter(pk__in=behind).order_by("name")) if behind else []
