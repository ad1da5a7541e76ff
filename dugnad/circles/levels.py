"""What it takes to be known and trusted in a circle, and what that opens. Decided here, and nowhere else.

Trust is days and other members' words, never clicks, and nobody but the member and the stewards is told of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from dugnad.circles.enums import Level
from dugnad.circles.terms import SETTLED_AFTER, TRUSTED_AFTER, USES_BY_KNOWN, USES_BY_MEMBER, USES_BY_STEWARD


@dataclass(frozen=True)
class Facts:
    """What a level follows from. `since`: from when their days count. `given`: somebody's word brought them in, once;
    `standing`: members whose word stands for them now. `founding`: in a circle as old as their own being in it.
    """

    steward: bool
    since: datetime
    founding: bool
    given: bool
    standing: int
    needed: int

    @property
    def forsaken(self) -> bool:
        """They came in on words, and none of them stands any more."""
        return self.given and self.standing == 0


@dataclass(frozen=True)
class Powers:
    """`word`: may let people in by it. `uses`: for how many people a link may be; empty: none into circles that are
    not open. `links`: how many addresses of other sites a post may hold; None: any number.
    """

    word: bool
    uses: tuple[int, ...]
    links: int | None


POWERS = {
    Level.NEW: Powers(word=False, uses=(), links=1),
    Level.KNOWN: Powers(word=True, uses=USES_BY_KNOWN, links=None),
    Level.TRUSTED: Powers(word=True, uses=USES_BY_MEMBER, links=None),
}
OF_STEWARDS = Powers(word=True, uses=USES_BY_STEWARD, links=None)


def level(facts: Facts, at: datetime) -> Level:
    """The level at one moment. Stewards are trusted: the circle has decided so."""
    if facts.steward:
        return Level.TRUSTED
    if facts.forsaken:
        return Level.NEW
    if at >= facts.since + TRUSTED_AFTER and (facts.founding or facts.standing >= facts.needed):
        return Level.TRUSTED
    return Level.KNOWN if facts.founding or at >= facts.since + SETTLED_AFTER else Level.NEW


def powers(facts: Facts, at: datetime) -> Powers:
    """What may be done at this level."""
    return OF_STEWARDS if facts.steward else POWERS[level(facts, at)]
