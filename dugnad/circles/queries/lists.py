"""Circles in lists."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from dugnad.circles import rules
from dugnad.circles.enums import Openness, Progress, Standing
from dugnad.circles.models import Application, Circle, Membership, Vouch
from dugnad.circles.queries.waiting import desks_of
from dugnad.circles.queries.way_in import OPEN_WORDS, unpaused
from dugnad.circles.rules import Stand, stands
from dugnad.circles.terms import RETURN_WITHIN
from dugnad.kit.pages import page
from dugnad.people.models import Member


@dataclass(frozen=True)
class Mine:
    """A circle the member is in. `waiting`: how many wait to be let in, if the member tends it."""

    circle: Circle
    stand: Stand
    waiting: int


@dataclass(frozen=True)
class Other:
    """A circle the member may know of without being in it. `words` have been given for them, of those it needs."""

    circle: Circle
    waiting: bool
    words: int

    @property
    def open(self) -> bool:
        return self.circle.openness == Openness.OPEN

    @property
    def ready(self) -> bool:
        """They may come in now."""
        return self.open or self.words >= self.circle.vouches_needed


@dataclass(frozen=True)
class Others:
    items: list[Other]
    next: str | None


def mine(member: Member) -> list[Mine]:
    """By name."""
    found = Circle.objects.filter(rules.belongs.which(member)).select_related("place", "profession").order_by("name")
    waiting = {desk.circle.pk: desk.waiting for desk in desks_of(member)}
    return [Mine(circle, stands(member)[circle.pk], waiting.get(circle.pk, 0)) for circle in found]


def others(member: Member, after: str | None) -> Others:
    """By name, in pages; without those that keep the member out."""
    shut = [stand.circle for stand in stands(member).values() if stand.active or stand.banned]
    found = page(
        Circle.objects.visible_to(member).exclude(pk__in=shut).select_related("place", "profession"),
        keys=("name", "id"),
        after=after,
    )
    asked = set(Application.objects.filter(member=member, progress=Progress.WAITING).values_list("circle", flat=True))
    words = Counter(unpaused(Vouch.objects.filter(OPEN_WORDS, for_member=member)).values_list("circle", flat=True))
    return Others([Other(circle, circle.pk in asked, words[circle.pk]) for circle in found.items], found.next)


def ended(member: Member, at: datetime) -> list[Membership]:
    """Where the member was until lately, and may come back; and where they are kept out."""
    past = Membership.objects.filter(member=member).exclude(standing=Standing.ACTIVE).select_related("circle")
    recent = past.exclude(standing=Standing.LEFT, ended_at__lt=at - RETURN_WITHIN)
    return list(recent.order_by("-ended_at"))
