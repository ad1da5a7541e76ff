"""What apps above this one forbid around a circle: changing it so, coming in now, a link that leads straight in.

Each registers a guard when it is ready, and is asked within the transaction that would do it:

    register(Guard("protection", changing=why_not_so, entering=why_not_in, words_only=only_on_words))
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member

Changing = Callable[[Circle, Mapping[str, Any]], str]
"""Why the circle cannot be given these fields; empty: it can."""
Entering = Callable[[Circle, Member, datetime], str]
"""Why this member cannot come in at this moment; empty: they can."""
Resting = Callable[[Circle, datetime], str]
"""Why nobody new comes in for now, whoever they are; empty: they can."""
WordsOnly = Callable[[Circle], bool]
"""Whether a steward's link is one word among others too."""
Unnamed = Callable[[Circle], bool]
"""Whether its people are never named in what others read of decisions."""


def _as_you_like(circle: Circle, facts: Mapping[str, Any]) -> str:
    return ""


def _come_in(circle: Circle, member: Member, at: datetime) -> str:
    return ""


def _awake(circle: Circle, at: datetime) -> str:
    return ""


def _no(circle: Circle) -> bool:
    return False


@dataclass(frozen=True)
class Guard:
    """One app's word on circles. What it leaves out it has nothing against."""

    name: str
    changing: Changing = _as_you_like
    entering: Entering = _come_in
    resting: Resting = _awake
    words_only: WordsOnly = _no
    unnamed: Unnamed = _no


class AlreadyRegistered(Exception):
    """Two guards with one name."""


_guards: dict[str, Guard] = {}


def register(guard: Guard) -> None:
    """Have `guard` asked from now on. Raises `AlreadyRegistered`."""
    if guard.name in _guards:
        raise AlreadyRegistered(guard.name)
    _guards[guard.name] = guard


def require_changeable(circle: Circle, facts: Mapping[str, Any]) -> None:
    """`Refused` if somebody forbids to give the circle these fields."""
    _refuse(next((why for guard in _guards.values() if (why := guard.changing(circle, facts))), ""))


def against_entering(circle: Circle, member: Member, at: datetime) -> str:
    """Why `member` cannot come in now; empty: they can."""
    return why_resting(circle, at) or next(
        (why for guard in _guards.values() if (why := guard.entering(circle, member, at))), ""
    )


def why_resting(circle: Circle, at: datetime) -> str:
    """Why nobody new comes in for now; empty: they can. For a visitor who holds an invitation, too."""
    return next((why for guard in _guards.values() if (why := guard.resting(circle, at))), "")


def require_may_enter(circle: Circle, member: Member, at: datetime) -> None:
    """`Refused` if somebody forbids it."""
    _refuse(against_entering(circle, member, at))


def words_only(circle: Circle) -> bool:
    """Nobody comes straight in, not on a steward's link either."""
    return any(guard.words_only(circle) for guard in _guards.values())


def unnamed(circle: Circle) -> bool:
    """Whoever writes a log of decisions leaves out the names of this circle's people."""
    return any(guard.unnamed(circle) for guard in _guards.values())


def _refuse(why: str) -> None:
    if why:
        raise Refused(why)
