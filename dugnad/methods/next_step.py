"""After each thing somebody did, one next: chosen for them, with the reason and the difference one more makes.

Only what speaks for a step is added up, each part between 0 and its weight, so that the reason can be told:

    skill    3    it needs what they can do            -3 where they cannot
    place    2    it is to be done where they live
    close    2    2 / what is left to the number it takes
    climb    1    one rung above the highest they did; less, the further away
    new      1    they have not done it yet

What takes longer than they have is left out, and so is the step they were offered last: asked for the same twice in a
row, people stop listening. Ties go to whoever stands first on the ladder. The weights are a beginning, not a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

VERSION = "1"


class Part(StrEnum):
    """What can speak for a step. The order is that in which equal parts are told."""

    SKILL = "skill"
    PLACE = "place"
    CLOSE = "close"
    CLIMB = "climb"
    NEW = "new"


WEIGHTS = {Part.SKILL: 3.0, Part.PLACE: 2.0, Part.CLOSE: 2.0, Part.CLIMB: 1.0, Part.NEW: 1.0}


@dataclass(frozen=True)
class Step:
    """One step that is open. `level` says how much it asks (0: a click), `minutes` how long it takes.

    `skilled` and `near` say whether this person has the skill or lives at the place it needs; None: it needs none.
    `done` is how often they did it, `repeats` whether it can be done again. `left` is what is missing to the number it
    takes; None: no number was set, or it is reached.
    """

    key: str
    position: int
    level: int
    minutes: int
    repeats: bool = False
    done: int = 0
    skilled: bool | None = None
    near: bool | None = None
    left: int | None = None


@dataclass(frozen=True)
class Weighed:
    """A step that could be chosen, and what speaks for it."""

    key: str
    score: float
    parts: tuple[tuple[Part, float], ...]


@dataclass(frozen=True)
class Choice:
    """The step to be offered; None when none is left. `reason` is what speaks for it most.

    `bigger`: it asks more than anything they did, so that it is good to ask first why it matters to them.
    """

    key: str | None
    reason: Part | None
    bigger: bool
    weighed: tuple[Weighed, ...]
    version: str = VERSION


def choose(steps: Sequence[Step], *, last: str | None = None, minutes: int | None = None) -> Choice:
    """One of `steps`, but not `last`, and none that takes more than `minutes` (None: not known).

    The order of `steps` changes nothing. Raises ValueError when two have one key.
    """
    if len({step.key for step in steps}) < len(steps):
        raise ValueError("each step has a key of its own")
    highest = max((step.level for step in steps if step.done), default=-1)
    able = [
        step
        for step in steps
        if step.key != last and (step.repeats or not step.done) and (minutes is None or step.minutes <= minutes)
    ]
    found = [(step, _weigh(step, highest)) for step in able]
    found.sort(key=lambda pair: (-pair[1].score, pair[0].position, pair[0].key))
    weighed = tuple(one for _step, one in found)
    if not found:
        return Choice(None, None, False, weighed)
    best, chosen = found[0]
    reason = max(chosen.parts, key=lambda part: part[1])[0]
    return Choice(best.key, reason, best.level > max(highest, 0), weighed)


def _weigh(step: Step, highest: int) -> Weighed:
    away = abs(step.level - (highest + 1))
    parts = {
        Part.SKILL: 0.0 if step.skilled is None else 1.0 if step.skilled else -1.0,
        Part.PLACE: 1.0 if step.near else 0.0,
        Part.CLOSE: 1 / step.left if step.left else 0.0,
        Part.CLIMB: max(0.0, 1 - away / 3),
        Part.NEW: 0.0 if step.done else 1.0,
    }
    told = tuple((part, WEIGHTS[part] * share) for part, share in parts.items())
    return Weighed(step.key, sum(value for _part, value in told), told)
