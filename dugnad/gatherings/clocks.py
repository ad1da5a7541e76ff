"""When something is, by the reader's clock, and by that of the place where it is when the two differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.utils import timezone

from dugnad.kit.clock import now
from dugnad.kit.spoken_time import short_date


@dataclass(frozen=True)
class Clock:
    """`where` names the clock ("Stockholm"); empty where one clock is enough. `said` is day and hours."""

    where: str
    said: str


def zone_of(name: str) -> ZoneInfo:
    """The zone of this name, or the movement's if this machine does not know it (any more)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)


def clocks(starts_at: datetime, ends_at: datetime, zone: str) -> list[Clock]:
    """By the clock that holds for this reader (the movement's, for strangers) first; then by the gathering's own."""
    own, readers = zone_of(zone), timezone.get_current_timezone()
    if starts_at.astimezone(own).utcoffset() == starts_at.astimezone(readers).utcoffset():
        return [Clock("", _said(starts_at, ends_at))]
    by_readers = Clock(city(timezone.get_current_timezone_name()), _said(starts_at, ends_at))
    with timezone.override(own):
        return [by_readers, Clock(city(zone), _said(starts_at, ends_at))]


def city(zone: str) -> str:
    """What people call the clock of a zone: "Europe/Stockholm" goes by Stockholm."""
    return zone.rpartition("/")[2].replace("_", " ")


def _said(starts_at: datetime, ends_at: datetime) -> str:
    first, last, today = (timezone.localtime(moment) for moment in (starts_at, ends_at, now()))
    day = short_date(first, with_year=first.year != today.year)
    if first.date() == last.date():
        return f"{day} {first:%H:%M}–{last:%H:%M}"
    return f"{day} {first:%H:%M} – {short_date(last)} {last:%H:%M}"
