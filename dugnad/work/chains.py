"""What waits for what, as a picture of arrows: a way from one task to another, and the longest chain. No Django."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

Arrow = tuple[str, str]
"""The first waits for the second."""


@dataclass(frozen=True)
class Chain:
    """Tasks that have to be done one after another, the first to be done first, and how long they take together."""

    tasks: tuple[str, ...]
    minutes: int


def way(arrows: Iterable[Arrow], start: str, goal: str) -> tuple[str, ...]:
    """A shortest way along the arrows from `start` to `goal`, both included; empty if there is none."""
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    for task, on in arrows:
        ahead[task].append(on)
    came: dict[str, str] = {start: ""}
    waiting = deque([start])
    while waiting and goal not in came:
        here = waiting.popleft()
        for there in ahead[here]:
            if there not in came:
                came[there] = here
                waiting.append(there)
    steps, at = [], goal if goal in came else ""
    while at:
        steps.append(at)
        at = came[at]
    return tuple(reversed(steps))


def longest(arrows: Iterable[Arrow], minutes: Mapping[str, int]) -> Chain:
    """The chain that takes longest, among those that arrows join; of equally long ones that with more tasks.

    `minutes` has every task that an arrow names. The arrows make no circle. Linear in their number.
    """
    ahead: defaultdict[str, list[str]] = defaultdict(list)
    behind: dict[str, int] = {}
    for task, on in arrows:
        ahead[on].append(task)
        behind[task] = behind.get(task, 0) + 1
        behind.setdefault(on, 0)
    best: dict[str, tuple[int, int, str]] = {task: (minutes[task], 1, "") for task in behind}
    ready = deque(sorted(task for task, count in behind.items() if count == 0))
    while ready:
        on = ready.popleft()
        for task in ahead[on]:
            best[task] = max(best[task], (best[on][0] + minutes[task], best[on][1] + 1, on))
            behind[task] -= 1
            if behind[task] == 0:
                ready.append(task)
    return _followed(best)


def _followed(best: Mapping[str, tuple[int, int, str]]) -> Chain:
    """`best` tells of each task how long and of how many tasks the longest chain up to it is, and what comes before."""
    if not best:
        return Chain((), 0)
    last = max(best, key=lambda task: (best[task][:2], task))
    steps, at = [], last
    while at:
        steps.append(at)
        at = best[at][2]
    return Chain(tuple(reversed(steps)), best[last][0])
