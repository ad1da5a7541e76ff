"""Sums of amounts that people want nobody to know, told so that none of them can be found by subtraction.

A total that grows the moment somebody gives tells what they gave to whoever looked before and after. So hidden amounts
go into the sum in batches: each holds entries of at least `fewest` different people, and what came after the last whole
batch waits. Whatever two moments one compares, the difference is of at least so many people together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

VERSION = "1"


@dataclass(frozen=True)
class Entry:
    """An `amount` in minor units by `person`; taken back later, it is a second entry with the amount negative."""

    person: str
    amount: int


@dataclass(frozen=True)
class HiddenSum:
    """`amount` is that of the first `counted` entries; `waiting` more are not in it yet."""

    amount: int
    counted: int
    waiting: int
    batches: int
    version: str = VERSION


def hidden_sum(entries: Sequence[Entry], *, fewest: int) -> HiddenSum:
    """What may be told of `entries`, in the order in which they came: only ever added to at the end.

    Raises ValueError where `fewest` is less than 2: a sum over one person is their amount.
    """
    if fewest < 2:
        raise ValueError("a sum over fewer than two people hides nothing")
    amount = counted = batches = 0
    people: set[str] = set()
    for place, entry in enumerate(entries, 1):
        people.add(entry.person)
        if len(people) >= fewest:
            amount += sum(one.amount for one in entries[counted:place])
            counted, batches, people = place, batches + 1, set()
    return HiddenSum(amount, counted, len(entries) - counted, batches)
