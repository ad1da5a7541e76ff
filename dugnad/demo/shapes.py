"""The shapes of the demo movement's script: who is there, and what they ask, answer and offer.

Everything is told before the moment it is played: minutes and days "ago" count back from now, `after` counts
minutes from the ask or application it belongs to, days of an offer count from today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Literal

Openness = Literal["open", "closed", "hidden"]
CameBy = Literal["founder", "joined", "invited", "applied", "vouched"]
Urgency = Literal["now", "today", "this_week", "no_hurry"]
Nature = Literal["practical", "emotional"]
Unit = Literal["beds", "hours", "seats", "things"]
Weekday = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
WEEK: tuple[Weekday, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
State = Literal["open", "held", "helped", "closed"]


@dataclass(frozen=True)
class Movement:
    name: str
    purpose: str
    operator: str
    started_days_ago: int


@dataclass(frozen=True)
class Skill:
    code: str
    en: str
    sv: str
    profession: bool = False


@dataclass(frozen=True)
class SkillGroup:
    code: str
    en: str
    sv: str
    children: tuple[Skill, ...]


@dataclass(frozen=True)
class Kind:
    code: str
    en: str
    sv: str
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Member:
    handle: str
    first_language: str
    languages: tuple[str, ...]
    town: str
    calls_per_week: int
    skills: tuple[str, ...]
    profession: str | None = None
    quiet_from: time | None = None
    quiet_until: time | None = None
    pronouns: Literal["she", "he", "they", "name"] | None = None
    about: str = ""
    persona: str | None = None


@dataclass(frozen=True)
class Membership:
    """`by` are those who brought them: one for an invitation or application, two for a vouching.

    `answers`: to the circle's questions, where they are told. `words`: of the first in `by`.
    """

    handle: str
    days_ago: int
    how: CameBy
    by: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    pseudonym: str = ""
    words: str = ""


@dataclass(frozen=True)
class Circle:
    code: str
    name: str
    openness: Openness
    purpose: str
    norms: str
    questions: tuple[str, ...]
    stewards: tuple[str, ...]
    founded_days_ago: int
    members: tuple[Membership, ...]
    place: str | None = None
    profession: str | None = None
    vouches_needed: int = 2
    history_open: bool = False
    retention_days: int = 90

    def membership(self, handle: str) -> Membership | None:
        """How and when this member came in; None for somebody outside."""
        return next((one for one in self.members if one.handle == handle), None)


@dataclass(frozen=True)
class Word:
    """What one member said for another, `after` minutes."""

    by: str
    after: int
    words: str


@dataclass(frozen=True)
class Application:
    circle: str
    by: str
    minutes_ago: int
    answers: tuple[str, ...]
    vouches: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Invitation:
    circle: str
    by: str
    days_ago: int
    valid_days: int
    words: str


@dataclass(frozen=True)
class Answer:
    """A reply; without a `nature`, words the asker adds. `thanks`: who thanked for it.

    `helped_after`: minutes after the ask at which the asker said that this helped.
    """

    by: str
    after: int
    text: str
    nature: Nature | None = None
    pseudonym: bool = False
    written_in: str | None = None
    helped_after: int | None = None
    thanks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reader:
    """Somebody who asked to read the sealed part at `after`; once let in, they have read it."""

    by: str
    after: int
    let_in: bool = True


@dataclass(frozen=True)
class Step:
    """A turn in who carries the ask. `words` go with a hand-over or an ending."""

    what: Literal["take", "hand_over", "helped", "close"]
    by: str
    after: int
    words: str = ""


@dataclass(frozen=True)
class Ask:
    """`case` is the made-up name of the person it is for; `pseudonym` means under the circle pseudonym."""

    code: str
    circle: str
    by: str
    minutes_ago: int
    kind: str
    urgency: Urgency
    title: str
    text: str
    written_in: str
    place: str | None = None
    languages: tuple[str, ...] = ()
    pseudonym: bool = False
    case: str = ""
    sealed: str = ""
    readers: tuple[Reader, ...] = ()
    answers: tuple[Answer, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def state(self) -> State:
        """Where the ask stands now, after all its steps."""
        after: dict[str, State] = {"take": "held", "hand_over": "open", "helped": "helped", "close": "closed"}
        return after[self.steps[-1].what] if self.steps else "open"


@dataclass(frozen=True)
class Reservation:
    """Held by the one who asked. `open_day`: 0 is the first day from today that the offer is open, 1 the next."""

    ask: str
    minutes_ago: int
    open_day: int
    amount: int = 1
    agreed: bool = True


@dataclass(frozen=True)
class Offer:
    """Standing help: `capacity` units on each day it is open. No weekdays means every day."""

    code: str
    circle: str
    by: str
    minutes_ago: int
    kind: str
    title: str
    text: str
    town: str
    unit: Unit
    capacity: int
    from_day: int
    until_day: int
    weekdays: tuple[Weekday, ...] = ()
    except_days: tuple[int, ...] = ()
    from_time: time | None = None
    until_time: time | None = None
    reservations: tuple[Reservation, ...] = ()

    def open_days(self, today: date) -> Iterator[date]:
        """The days from `today` on which it can be taken, in order. A reservation counts along these."""
        for ahead in range(max(self.from_day, 0), self.until_day + 1):
            day = today + timedelta(days=ahead)
            if ahead not in self.except_days and (not self.weekdays or WEEK[day.weekday()] in self.weekdays):
                yield day


@dataclass(frozen=True)
class LivingAnswer:
    """What worked for an ask, kept by its asker or a steward. `review_in_days` is negative when overdue.

    `credited`: members whose answers to that ask it draws on.
    """

    code: str
    ask: str
    by: str
    credited: tuple[str, ...]
    title: str
    jurisdiction: str
    days_ago: int
    review_in_days: int
    body: str


@dataclass(frozen=True)
class Script:
    """The whole story. Lists keep the order of the files; `asks` are sorted, the oldest first."""

    movement: Movement
    skills: tuple[SkillGroup, ...]
    kinds: tuple[Kind, ...]
    members: tuple[Member, ...]
    circles: tuple[Circle, ...]
    asks: tuple[Ask, ...]
    offers: tuple[Offer, ...]
    living: tuple[LivingAnswer, ...]
    applications: tuple[Application, ...]
    invitations: tuple[Invitation, ...]

    @property
    def personas(self) -> tuple[Member, ...]:
        """The members a visitor can enter as."""
        return tuple(member for member in self.members if member.persona)

    def circle(self, code: str) -> Circle:
        """The circle with this code. Raises KeyError."""
        return {one.code: one for one in self.circles}[code]

    def arrived_days_ago(self, handle: str) -> int:
        """When this member came into the movement: the day of their first circle."""
        came = (circle.membership(handle) for circle in self.circles)
        return max(one.days_ago for one in came if one)
