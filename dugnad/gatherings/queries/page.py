"""What the pages of one gathering show: its days, who comes, which roles are open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from dugnad.circles.rules import belongs_to_its_circle
from dugnad.gatherings import rules
from dugnad.gatherings.enums import CODE_FOR, CODE_FROM, Word
from dugnad.gatherings.models import Coming, Gathering, Occasion
from dugnad.people.models import Member


@dataclass(frozen=True)
class Stand:
    """What `member` may do with a gathering and read of it."""

    runs: bool
    finds: bool
    comes: bool
    inside: bool
    coming: Coming | None = None
    calls: bool = field(default=False)


def days_of(gathering: Gathering) -> list[Occasion]:
    """All days of it, in the order in which they were planned."""
    return list(Occasion.objects.filter(gathering=gathering).order_by("number"))


def chosen(days: Sequence[Occasion], asked: str, at: datetime) -> Occasion:
    """The day that is asked for by its number; else the first that is not over and takes place; else the last."""
    if asked.isdecimal() and len(asked) < 4 and int(asked) < len(days):
        return days[int(asked)]
    to_come = sorted((day for day in days if day.ends_at > at), key=lambda day: (day.cancelled, day.starts_at))
    return to_come[0] if to_come else days[-1]


def stand(member: Member | None, gathering: Gathering, occasion: Occasion) -> Stand:
    """Where `member` stands with it. Strangers read what is public."""
    runs = rules.runs.can(member, gathering)
    mine = Coming.objects.filter(occasion=occasion, member=member).first() if member else None
    comes = rules.comes.can(member, gathering)
    is_coming = bool(comes and mine and mine.word == Word.COMING)
    finds = runs or not gathering.hides_where or is_coming or rules.finds.can(member, gathering)
    inside = belongs_to_its_circle.can(member, gathering)
    return Stand(runs=runs, finds=finds, comes=comes, inside=inside, coming=mine, calls=runs or is_coming)


def takes_codes(occasion: Occasion, at: datetime) -> bool:
    """Whether the code of the door is taken now."""
    return not occasion.cancelled and occasion.starts_at - CODE_FROM <= at <= occasion.ends_at + CODE_FOR
