"""Lists of gatherings: by time, the nearest first."""

from __future__ import annotations

from datetime import datetime

from django.db.models import CharField, F, OuterRef, QuerySet, Subquery, Sum, Value
from django.db.models.functions import Coalesce

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.circles.things import Thing
from dugnad.gatherings.enums import Sight, Word
from dugnad.gatherings.models import Coming, Gathering, Occasion
from dugnad.kit.pages import KeysetPage, page
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member

KEYS = ("starts_at", "id")


def promised(member: Member, at: datetime, most: int = 40) -> list[Occasion]:
    """The days that are not over and to which `member` said that they come, or that they may."""
    words = Coming.objects.filter(member=member, word__in=[Word.COMING, Word.MAYBE]).values("occasion")
    days = Occasion.objects.visible_to(member).filter(pk__in=words, ends_at__gt=at)
    return list(_told(days, member).order_by("starts_at", "pk")[:most])


def coming_up(member: Member | None, at: datetime, after: str | None) -> KeysetPage[Occasion]:
    """The next day of each gathering in the circles of `member`, and of the public ones."""
    seen = Gathering.objects.visible_to(member)
    if member:
        mine = Circle.objects.filter(belongs.which(member)).values("pk")
        seen = seen.filter(circle__in=mine) | seen.filter(sight=Sight.EVERYONE)
    return page(_told(_next(at).filter(gathering__in=seen), member), keys=KEYS, after=after)


def of_circle(member: Member, circle: str, at: datetime, after: str | None) -> KeysetPage[Occasion]:
    """The next day of each gathering of one circle."""
    seen = Gathering.objects.visible_to(member).filter(circle=circle)
    return page(_told(_next(at).filter(gathering__in=seen), member), keys=KEYS, after=after)


def been(member: Member, circle: str, at: datetime, after: str | None) -> KeysetPage[Occasion]:
    """The days of one circle's gatherings that are over, the latest first."""
    seen = Gathering.objects.visible_to(member).filter(circle=circle)
    over = Occasion.objects.filter(gathering__in=seen, ends_at__lte=at)
    return page(_told(over, member), keys=("-starts_at", "-id"), after=after)


def soon_in(member: Member, circle: str, at: datetime, most: int) -> list[Occasion]:
    """The first few of `of_circle`."""
    if not AHEAD.rows(circle=circle, at=at):
        return []
    seen = Gathering.objects.visible_to(member).filter(circle=circle)
    return list(_told(_next(at).filter(gathering__in=seen), member).order_by(*KEYS)[:most])


def of_thing(member: Member | None, thing: Thing, most: int = 5) -> list[Occasion]:
    """The first day of each gathering that is attached to `thing`, the latest called first."""
    if not ATTACHED.rows(kind=thing.kind, thing=thing.pk):
        return []
    seen = Gathering.objects.visible_to(member).filter(thing_kind=thing.kind, thing_id=thing.pk)
    days = Occasion.objects.filter(gathering__in=seen, number=0)
    return list(_told(days, member).order_by("-gathering__created_at", "-pk")[:most])


def _attached(kind: str, thing: str) -> QuerySet[Gathering, tuple[str]]:
    return Gathering.objects.filter(thing_kind=kind, thing_id=thing).order_by().values_list("pk")[:1]


def _ahead(circle: str, at: datetime) -> QuerySet[Occasion, tuple[str]]:
    return Occasion.objects.filter(gathering__circle=circle, ends_at__gt=at).order_by().values_list("pk")[:1]


ATTACHED, AHEAD = Prepared(_attached), Prepared(_ahead)
"""Most things and many circles have none: then what shows them need not be asked."""


def _next(at: datetime) -> QuerySet[Occasion]:
    """Of each gathering the first day that is not over, and takes place if any does."""
    days = Occasion.objects.filter(gathering=OuterRef("gathering"), ends_at__gt=at)
    nearest = days.order_by(F("state").desc(), "starts_at").values("pk")[:1]  # "planned" after "cancelled"
    return Occasion.objects.filter(ends_at__gt=at, pk=Subquery(nearest))


def _told(days: QuerySet[Occasion], member: Member | None) -> QuerySet[Occasion]:
    """With what a row says: gathering, circle and place; how many come; the member's own word."""
    comings = Coming.objects.filter(occasion=OuterRef("pk"))
    heads = comings.filter(word=Word.COMING).order_by().values("occasion").annotate(n=Sum(1 + F("brings"))).values("n")
    mine = comings.filter(member=member).values("word") if member else None
    none = Value("", output_field=CharField())
    return days.select_related("gathering__circle", "gathering__place").annotate(
        heads=Coalesce(Subquery(heads[:1]), 0),
        mine=Coalesce(Subquery(mine[:1]), none) if mine is not None else none,
    )
