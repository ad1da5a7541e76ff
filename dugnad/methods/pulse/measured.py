"""What every measure of the pulse returns: a value, its uncertainty, what chance would give; or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why there is no value. Never 0 for what is not known."""

    NOBODY = "nobody"
    """There are no members in the window."""
    NOTHING_DONE = "nothing done"
    """Members, but none of the acts that are measured."""
    FEW_ACTIVE = "few active"
    """Fewer than `FEWEST_ACTIVE` members did anything: say how many did what, and no more."""
    FEW_MEMBERS = "few members"
    """Fewer members than the measure needs to mean anything."""
    SHORT_TAIL = "short tail"
    """Fewer than `FEWEST_TAIL` members where a tail could be fitted."""
    TOO_NEW = "too new"
    """Too few have been here long enough to be followed in full."""
    NO_CONTRAST = "no contrast"
    """There is nothing to compare with: one group only, or all of it on one side of what is compared."""
    FEW_ACTS = "few acts"
    """So few acts for so many people and tasks that chance alone would look like a division of labour."""
    ONE_TASK = "one task"
    """Everybody did the same one thing: there is nothing to divide."""
    SHORT_WINDOW = "short window"
    """Fewer than seven days: what is ordinary cannot be told from what is not."""
    NO_GATHERING = "no gathering"
    """No gathering in the window, or none that lies far enough inside it."""
    NOBODY_CAME = "nobody came"
    """There were gatherings, and nobody is known to have been there."""
    NO_ORDINARY_DAYS = "no ordinary days"
    """Those who came have no days of their own to compare with, or did nothing on them."""
    NOT_REACHED = "not reached"
    """Fewer than half have come so far, so that there is no middle one yet."""
    FEW_LEFT = "few left"
    """Fewer than ten are still there: too few to tell about, and the measure says how many there are at most."""
    NOTHING_LATER = "nothing later"
    """There is none that began later, in which they could have taken part."""


class Caution(StrEnum):
    """Why the interval says less than it seems to. The value stands."""

    ALIKE = "alike"
    """Everybody did the same, so that nothing tells how far another window would differ: there is no interval."""
    ONE_WEIGHS = "one weighs"
    """One member makes more than a quarter of the uncertainty: the interval is probably too narrow."""
    UNBOUNDED = "unbounded"
    """So few that the value could be anything from the lower end on: there is no interval."""
    FEW_CARRY = "few carry"
    """Five members carry more than half of what is measured: it tells about them rather than about the group."""
    BUSY = "busy"
    """Before differs from otherwise as well, and should not: ups and downs of one's own may make or hide the value."""


FEWEST_ACTIVE = 20
"""Below this many active members, inequality among them is not told (4-measures, section 5)."""
FEWEST_TAIL = 50
"""Below this many members in a tail, its exponent is not told (4-measures, section 5)."""


@dataclass(frozen=True)
class Window:
    """The time looked at, from `start` up to but not including `end`, both aware. ValueError where it is empty."""

    start: datetime
    end: datetime

    def __post_init__(self) -> None:
        if self.start.tzinfo is None or self.end.tzinfo is None or self.end <= self.start:
            raise ValueError("a window is from one moment to a later one, both with their time zone")


@dataclass(frozen=True, kw_only=True)
class Measured:
    """A `value` with its 95 % interval from `low` to `high`; with a `reason` there is none of the three.

    `null` is what the value would be if only chance had a hand in it (each measure says which chance); None where there
    is no such thing. `n` is the number of members, or of what else the measure names, that it rests on.
    """

    measure: str
    version: str
    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    null: float | None = None
    window: Window | None = None
    reason: Reason | None = None
    caution: Caution | None = None

    def __post_init__(self) -> None:
        if (self.value is None) != (self.reason is not None):
            raise ValueError("there is a value, or a reason why there is none")
        if (self.low is None) != (self.high is None) or (self.low is not None and self.value is None):
            raise ValueError("an interval has two ends and stands around a value")
