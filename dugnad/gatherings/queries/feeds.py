"""What stands in a calendar: for each gathering what the owner of the address may know, and no more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from dugnad.gatherings import rules
from dugnad.gatherings.enums import Every, Word
from dugnad.gatherings.ical import Day, Entry
from dugnad.gatherings.models import Coming, Feed, Gathering, Occasion
from dugnad.people.models import Member

KEPT = timedelta(days=60)
"""How long what is over or was cancelled stays in a feed."""
MOST = 500

IN_ORDER = Prefetch("occasions", Occasion.objects.order_by("number"), to_attr="days")


def entries(feed: Feed, at: datetime) -> list[Entry]:
    """Of a circle: its gatherings. Else the days to which the member said that they come, or may."""
    return _of_circle(feed, at) if feed.circle_id else _of_member(feed.member, at)


def entry(member: Member | None, gathering: Gathering) -> Entry:
    """One gathering, with all its days."""
    days = list(gathering.occasions.order_by("number"))
    return _entry(gathering, days, finds=rules.finds.can(member, gathering))


def _of_circle(feed: Feed, at: datetime) -> list[Entry]:
    seen = Gathering.objects.visible_to(feed.member).filter(circle=feed.circle)
    lately = seen.filter(pk__in=Occasion.objects.filter(ends_at__gt=at - KEPT).values("gathering"))
    found = list(lately.select_related("place").prefetch_related(IN_ORDER).order_by("created_at", "pk")[:MOST])
    open_to = _finds(feed.member, found)
    return [_entry(one, vars(one)["days"], finds=one.pk in open_to) for one in found]


def _of_member(member: Member, at: datetime) -> list[Entry]:
    words = dict(
        Coming.objects.filter(member=member, word__in=[Word.COMING, Word.MAYBE], occasion__ends_at__gt=at - KEPT)
        .order_by()
        .values_list("occasion", "word")
    )
    days = Occasion.objects.visible_to(member).filter(pk__in=words).select_related("gathering__place")
    found = list(days.order_by("starts_at", "pk")[:MOST])
    open_to = _finds(member, [day.gathering for day in found])
    return [
        _entry(
            day.gathering,
            [day],
            finds=day.gathering_id in open_to,
            alone=day.gathering.every != Every.ONCE,
            tentative=words[day.pk] == Word.MAYBE,
        )
        for day in found
    ]


def _finds(member: Member, gatherings: Iterable[Gathering]) -> set[str]:
    """Those of which `member` may read the exact place: as `rules.finds` says, in one query for all."""
    found = list(gatherings)
    coming = set(
        Coming.objects.filter(member=member, word=Word.COMING, occasion__gathering__in={one.pk for one in found})
        .order_by()
        .values_list("occasion__gathering", flat=True)
    )
    return {
        one.pk
        for one in found
        if not one.hides_where or rules.runs.can(member, one) or (one.pk in coming and rules.comes.can(member, one))
    }


def _entry(
    gathering: Gathering, days: list[Occasion], *, finds: bool, alone: bool = False, tentative: bool = False
) -> Entry:
    url = settings.CONFIG.address.rstrip("/") + reverse("gathering", args=[gathering.pk])
    return Entry(
        about=days[0].pk if alone else gathering.pk,
        title=gathering.title,
        text=gathering.text,
        url=f"{url}?on={days[0].number}" if alone else url,
        zone=gathering.zone,
        sequence=gathering.sequence,
        created_at=gathering.created_at,
        changed_at=gathering.changed_at,
        days=[_day(gathering, day, finds=finds) for day in days],
        every=Every.ONCE if alone else Every(gathering.every),
        tentative=tentative,
    )


def _day(gathering: Gathering, day: Occasion, *, finds: bool) -> Day:
    town = gathering.place.name if gathering.place else ""
    parts = [day.venue or gathering.venue, town, gathering.link] if finds else [town]
    return Day(
        planned_at=day.planned_at,
        starts_at=day.starts_at,
        ends_at=day.ends_at,
        cancelled=day.cancelled,
        where=", ".join(part for part in parts if part),
        word=day.word,
    )
