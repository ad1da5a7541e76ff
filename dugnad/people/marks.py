"""Marks beside a name that others stand for, such as a profession. What a member lists themselves is no mark.

An app that has some says so when it is ready, and need not know where names are shown:

    register(of_members)
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from dugnad.kit.clock import now


@dataclass(frozen=True)
class Shown:
    """`name` of the profession; `says` who stands for it, and until when; `scope` what it is good for."""

    name: str
    says: str
    scope: str


Find = Callable[[Collection[str], datetime], dict[str, tuple[Shown, ...]]]
"""By id of the member, for those who have some; in a fixed number of queries."""

_finders: list[Find] = []


def register(find: Find) -> None:
    """Have `find` asked. Registering twice is registering once."""
    if find not in _finders:
        _finders.append(find)


def of_members(members: Collection[str], at: datetime | None = None) -> dict[str, tuple[Shown, ...]]:
    """The marks of these members, by id."""
    found: dict[str, tuple[Shown, ...]] = {}
    for find in _finders if members else ():
        for member, marks in find(members, at or now()).items():
            found[member] = (*found.get(member, ()), *marks)
    return found
