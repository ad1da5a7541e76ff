"""iCalendar (RFC 5545): what calendar programs read.

What happens once stands in UTC. What happens again and again has an RRULE by the clock of its place, with the VTIMEZONE
it needs; a day that was moved is told by its RECURRENCE-ID, one that was cancelled too. UIDs stay the same for ever,
SEQUENCE grows with each change, so that programs see what is newer. What is cancelled says so in its title too, for
some of them do not look at STATUS.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django.utils.translation import gettext as _

from dugnad.gatherings.clocks import zone_of
from dugnad.gatherings.enums import Every
from dugnad.gatherings.recurrence import rrule

if TYPE_CHECKING:
    from icalendar import Calendar, Event

PRODUCT = "-//Dugnad//Gatherings//EN"
REFRESH = timedelta(hours=1)
"""How often programs are asked to look again."""


@dataclass(frozen=True)
class Day:
    """One day. `planned_at` is when it was first to begin."""

    planned_at: datetime
    starts_at: datetime
    ends_at: datetime
    cancelled: bool = False
    where: str = ""
    word: str = ""


@dataclass(frozen=True)
class Entry:
    """What one reader may know of one gathering (or of one of its days, alone). `about` makes its UID.

    With `every` other than once, `days` are all its days in the order in which they were planned.
    """

    about: str
    title: str
    text: str
    url: str
    zone: str
    sequence: int
    created_at: datetime
    changed_at: datetime
    days: Sequence[Day]
    every: Every = Every.ONCE
    tentative: bool = False


def of_gathering(entry: Entry, *, at: datetime) -> bytes:
    """The file of one gathering; METHOD is CANCEL when nothing of it takes place."""
    cancelled = all(day.cancelled for day in entry.days)
    return _written([entry], method="CANCEL" if cancelled else "PUBLISH", at=at)


def of_feed(entries: Iterable[Entry], *, name: str, at: datetime) -> bytes:
    """A calendar to subscribe to. What was cancelled stays in it as cancelled for a while."""
    return _written(entries, method="PUBLISH", at=at, name=name)


def uid_of(about: str) -> str:
    """The same for ever, also when the movement moves to another address."""
    return str(uuid5(NAMESPACE_URL, f"dugnad:gathering:{about}"))


def _written(entries: Iterable[Entry], *, method: str, at: datetime, name: str = "") -> bytes:
    from icalendar import Calendar  # 8 MB: not before somebody asks for a calendar

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("name", name)
        calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
        calendar.add("x-published-ttl", REFRESH)
    for entry in entries:
        _add(calendar, entry, at)
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _add(calendar: Calendar, entry: Entry, at: datetime) -> None:
    first = entry.days[0]
    if entry.every == Every.ONCE:
        calendar.add_component(_event(entry, first, at))
        return
    zone = zone_of(entry.zone)
    planned = Day(first.planned_at.astimezone(zone), *_planned_hours(entry, first), where=first.where)
    whole = _event(entry, planned, at, cancelled=all(day.cancelled for day in entry.days))
    whole.add("rrule", rrule(entry.every, planned.starts_at.date(), len(entry.days)))
    calendar.add_component(whole)
    for day in entry.days:
        if day.cancelled or day.starts_at != day.planned_at or day.where != first.where or _longer(entry, day):
            other = _event(entry, _local(day, entry), at)
            other.add("recurrence-id", day.planned_at.astimezone(zone))
            calendar.add_component(other)


def _planned_hours(entry: Entry, first: Day) -> tuple[datetime, datetime]:
    zone = zone_of(entry.zone)
    starts = first.planned_at.astimezone(zone)
    return starts, starts + _length(entry)


def _length(entry: Entry) -> timedelta:
    """By the clock: that of a day which stands as it was planned, else of the first."""
    zone = zone_of(entry.zone)
    day = next((one for one in entry.days if one.starts_at == one.planned_at), entry.days[0])
    by_clock = (moment.astimezone(zone).replace(tzinfo=None) for moment in (day.starts_at, day.ends_at))
    starts, ends = by_clock
    return ends - starts


def _longer(entry: Entry, day: Day) -> bool:
    zone = zone_of(entry.zone)
    starts, ends = (moment.astimezone(zone).replace(tzinfo=None) for moment in (day.starts_at, day.ends_at))
    return ends - starts != _length(entry)


def _local(day: Day, entry: Entry) -> Day:
    zone = zone_of(entry.zone)
    return Day(day.planned_at, day.starts_at.astimezone(zone), day.ends_at.astimezone(zone), day.cancelled, day.where,
               day.word)  # fmt: skip


def _event(entry: Entry, day: Day, at: datetime, *, cancelled: bool | None = None) -> Event:
    from icalendar import Event

    over = day.cancelled if cancelled is None else cancelled
    event = Event()
    event.add("uid", uid_of(entry.about))
    event.add("dtstamp", at)
    event.add("dtstart", day.starts_at)
    event.add("dtend", day.ends_at)
    event.add("sequence", entry.sequence)
    event.add("created", entry.created_at)
    event.add("last-modified", entry.changed_at)
    event.add("summary", _("Cancelled: %(title)s") % {"title": entry.title} if over else entry.title)
    facts: dict[str, Any] = {"description": _description(entry, day), "location": day.where, "url": entry.url}
    for name, value in facts.items():
        if value:
            event.add(name, value)
    event.add("status", "CANCELLED" if over else "TENTATIVE" if entry.tentative else "CONFIRMED")
    return event


def _description(entry: Entry, day: Day) -> str:
    return "\n\n".join(part for part in (day.word, entry.text, entry.url) if part)
