"""How many members did how much, in bands that double: 0, 1, 2 to 3, 4 to 7 …; none of them about fewer than ten."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.methods.pulse.spread import Spread
from dugnad.methods.shares import FEWEST


@dataclass(frozen=True)
class Band:
    """`people` who did from `least` to `most` acts, both included."""

    least: int
    most: int
    people: int


def bands(spread: Spread) -> tuple[Band, ...]:
    """The bands of counts, ascending. One of fewer than `FEWEST` people is told with the next lower one.

    Empty for amounts, and for fewer than `FEWEST` people in all.
    """
    if not spread.counted or spread.n < FEWEST:
        return ()
    doubling: dict[int, list[int]] = {}
    for value, people in zip(spread.values.tolist(), spread.people.tolist(), strict=True):
        doubling.setdefault(int(value).bit_length(), []).append(round(people))
    found: list[Band] = []
    most, waiting = int(spread.values[-1]), 0
    for level in sorted(doubling, reverse=True):
        waiting += sum(doubling[level])
        if waiting >= FEWEST:
            found.append(Band(1 << level - 1 if level else 0, most, waiting))
            most, waiting = found[-1].least - 1, 0
    if waiting:
        last = found.pop()
        found.append(Band(0 if 0 in doubling else 1, last.most, last.people + waiting))
    return tuple(reversed(found))
