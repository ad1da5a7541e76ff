"""Things that somebody brought because they concern them (an ask, for one), out of which something shared may grow.

The app that has them says whose they are and who had to do with them; the one that makes something of them (a campaign)
asks whoever brought them first. Neither knows the other:

    register("ask", find)

What is said here is not for showing: whether somebody may see a thing is decided by `things.find`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Concern:
    """Ids: `owner` of the member who brought it, None when they have left; `others` of those who had to do with it."""

    kind: str
    pk: str
    owner: str | None
    others: frozenset[str]
    circle: str
    act: int


Find = Callable[[Collection[str]], Mapping[str, Concern]]
"""By id, in a fixed number of queries."""


class AlreadyRegistered(Exception):
    """Two that find one kind."""


_finders: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """Let something grow out of things of this kind. Raises `AlreadyRegistered`."""
    if kind in _finders:
        raise AlreadyRegistered(kind)
    _finders[kind] = find


def kinds() -> tuple[str, ...]:
    """The codes of all kinds, sorted."""
    return tuple(sorted(_finders))


def find_all(kind: str, pks: Collection[str]) -> Mapping[str, Concern]:
    """Those of these that there are, by id. Empty for a kind nobody has registered."""
    finder = _finders.get(kind)
    return finder(pks) if finder and pks else {}


def find(kind: str, pk: str) -> Concern | None:
    """The one with this id, if there is one."""
    return find_all(kind, [pk]).get(pk)
