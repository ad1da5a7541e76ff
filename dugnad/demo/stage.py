"""Who and what is there while the story is played, and the deeds it is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from dugnad.asks.models import Answer, Ask, Kind, Offer
from dugnad.circles.models import Circle, Invitation
from dugnad.demo.crowd import Crowd
from dugnad.demo.shapes import Script
from dugnad.people.models import Member, Place, Skill


class Deed(NamedTuple):
    """Something one of them does at a moment of the story. `do` is called with that moment."""

    at: datetime
    do: Callable[[datetime], object]


@dataclass
class Stage:
    """What deeds find and leave behind: rows under the names the script gives them. `now` is when the story ends.

    Everybody is one `Member` instance from beginning to end, so that what is remembered on it (circles, blocks) is
    forgotten when an action changes it.
    """

    script: Script
    now: datetime
    places: dict[str, Place] = field(default_factory=dict)
    skills: dict[str, Skill] = field(default_factory=dict)
    kinds: dict[str, Kind] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    circles: dict[str, Circle] = field(default_factory=dict)
    links: dict[tuple[str, str], Invitation] = field(default_factory=dict)
    """By circle and the handle of whoever comes by it."""
    asks: dict[str, Ask] = field(default_factory=dict)
    answers: dict[tuple[str, int], Answer] = field(default_factory=dict)
    """By ask, and number of the answer in the script."""
    offers: dict[str, Offer] = field(default_factory=dict)
    crowd: Crowd = field(default_factory=Crowd)
    signers: int = 200
    """At most so many sign a campaign without an account."""

    def ago(self, *, days: int = 0, minutes: int = 0) -> datetime:
        """The moment so long before now."""
        return self.now - timedelta(days=days, minutes=minutes)

    def soon_after(self, moment: datetime, minutes: int, *, turn: int = 1, of: int = 1) -> datetime:
        """`turn` times `minutes` after `moment`; closer together where `of` such turns would not all be over by now."""
        return moment + turn * min(timedelta(minutes=minutes), (self.now - moment) / (of + 1))

    def place(self, town: str | None) -> Place | None:
        """The place of that name; None for no name, and where the gazetteer was filled for another country."""
        return self.places.get(town) if town else None
