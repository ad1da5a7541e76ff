"""Moments as other platforms write them, to UTC."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
THOUSANDTHS = 100_000_000_000
"""Numbers from here on are thousandths of a second: as seconds they would lie after the year 5138."""
ZONES = {"UTC": 0, "GMT": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7}
"""Hours from UTC of the zones that RFC 5322 names. Others cannot be told: IST is Ireland, Israel and India."""
A_DAY = len("2026-11-22")


class NoTime(Exception):
    """There is no moment in it; says why."""


@dataclass(frozen=True)
class Moment:
    """`at` in UTC. `doubt` says what the file did not: its zone, or the hour of the day; empty where it said both."""

    at: datetime
    doubt: str = ""


def moment(text: str, now: datetime) -> Moment:
    """The moment in `text`: ISO 8601, with a zone's name behind it, RFC 5322, or seconds or thousandths since 1970.

    Raises NoTime for anything else, for moments before 1970 and after `now`.
    """
    try:
        found = _read(text.strip())
    except (ValueError, OverflowError, TypeError, IndexError):
        raise NoTime("no time that can be read") from None
    if found.at < EPOCH:
        raise NoTime("a time before 1970")
    if found.at > now:
        raise NoTime("a time that has not come yet")
    return found


def _read(text: str) -> Moment:
    if text.lstrip("-").replace(".", "", 1).isdecimal():
        number = float(text)
        return Moment(EPOCH + timedelta(seconds=number / 1000 if abs(number) >= THOUSANDTHS else number))
    if text[4:5] != "-":
        return _letter(text)
    start, _, zone = text.rpartition(" ")
    return _iso(start, ZONES[zone]) if zone in ZONES else _iso(text)


def _iso(text: str, hours: int | None = None) -> Moment:
    found = datetime.fromisoformat(text)
    doubt = "a day without an hour, read as its first moment" if len(text) <= A_DAY else ""
    if found.tzinfo is not None:
        return Moment(found.astimezone(UTC), doubt)
    if hours is None:
        return Moment(found.replace(tzinfo=UTC), doubt or "a time without a zone, read as UTC")
    return Moment((found - timedelta(hours=hours)).replace(tzinfo=UTC), doubt)


def _letter(text: str) -> Moment:
    """As letters carry it (RFC 5322). -0000 is UTC there, and says nothing of the sender's own zone."""
    found = parsedate_to_datetime(text)
    if found.tzinfo is not None:
        return Moment(found.astimezone(UTC))
    known = text.endswith("-0000")
    return Moment(found.replace(tzinfo=UTC), "" if known else "a time without a zone, read as UTC")
