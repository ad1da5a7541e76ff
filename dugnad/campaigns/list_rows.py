"""What stands in a list of supporters that comes from elsewhere, whatever its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from re import compile as pattern

from django.utils.translation import gettext as _

from dugnad.kit.refusal import Refused

LONGEST_NAME = 120
EARLIEST = 1990


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who agreed to be written to. `row` is where they stand; `place` is as it was written there."""

    row: int
    to: str
    mailbox: str
    name: str
    place: str
    language: str
    agreed_at: datetime


@dataclass(frozen=True, slots=True)
class Without:
    """Somebody who did not agree, or does not any more."""

    row: int
    mailbox: str


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell that cannot be right: in which row and column, and why."""

    row: int
    column: str
    reason: str


Found = Person | Without | Wrong
Rows = Callable[[], Iterator[Found]]
"""Reads the list, once more for each call, without holding all of it."""

YES = frozenset(
    ("yes", "y", "ja", "j", "true", "t", "1", "x", "ok", "sant", "agreed", "✓", "✔", "subscribed", "opted in", "opt in")
)
NO = frozenset(
    ("", "no", "n", "nej", "false", "f", "0", "-", "falskt", "unsubscribed", "not subscribed", "opted out", "opt out")
)
UNREACHABLE = frozenset(
    ("bouncing", "previous bounce", "previously bounced", "spam complaint", "previous spam complaint")
)
"""What OSDI and Action Network call addresses that are not to be written to."""
ISO = pattern(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\Z")
DAY_FIRST = pattern(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: .*)?\Z")
SLASHED = pattern(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?: .*)?\Z")


def is_yes(said: str) -> bool:
    """Whether a cell says yes. Raises `Refused` for one that could be either."""
    word = " ".join(said.casefold().replace("-", " ").split()) or said.strip()
    if word in YES or word in NO or word in UNREACHABLE:
        return word in YES
    raise Refused(_("“%(said)s” could be a yes or a no. Write yes or no.") % {"said": said.strip()[:40]})


def day_of(said: str, *, at: datetime) -> datetime:
    """The day a cell means, at noon in UTC. Raises `Refused`: no date, one that can be read in two ways, or to come."""
    text = said.strip()
    if match := ISO.match(text):
        year, month, day = (int(part) for part in match.groups())
    elif match := DAY_FIRST.match(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := SLASHED.match(text):
        day, month, year = _either(*(int(part) for part in match.groups()))
    else:
        raise Refused(_("“%(said)s” is no date. Write it like 2026-11-20.") % {"said": text[:40]})
    try:
        then = datetime(year, month, day, 12, tzinfo=UTC)
    except ValueError as error:
        raise Refused(_("There is no such day: %(said)s.") % {"said": text[:40]}) from error
    if then.year < EARLIEST or then.date() > at.date():
        raise Refused(_("Nobody can have agreed on %(said)s.") % {"said": text[:40]})
    return min(then, at)


def _either(first: int, second: int, year: int) -> tuple[int, int, int]:
    if first <= 12 and second <= 12 and first != second:
        said = {"said": f"{first}/{second}/{year}"}
        raise Refused(_("“%(said)s” can be read in two ways. Write it like 2026-11-20.") % said)
    return (first, second, year) if second <= 12 else (second, first, year)


def name_of(*parts: str) -> str:
    """A name on one line. Raises `Refused` for one that is too long."""
    name = " ".join("".join(sign if sign.isprintable() else " " for sign in " ".join(parts)).split())
    if len(name) > LONGEST_NAME:
        raise Refused(_("This name is longer than 120 characters."))
    return name
