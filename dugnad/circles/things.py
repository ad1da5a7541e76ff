"""Things that other things are attached to, and what stands beside them, without their apps knowing one another.

An app names a kind of thing (an ask, a campaign, a gathering) and how to find those a member may see:

    register("ask", find)

and an app that adds to them (tasks of a campaign, a gathering that follows from an ask) registers what it draws:

    register_beside("tasks", draw)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from dugnad.people.models import Member


@dataclass(frozen=True)
class Thing:
    """`path` is its page; `circle` the id of the circle it belongs to; `act` that of the act that made it. `onward` is
    the path where somebody who has done something for it is offered one thing more; empty: nowhere."""

    kind: str
    pk: str
    title: str
    path: str
    circle: str
    act: int | None = None
    onward: str = ""


Find = Callable[[Member | None, Collection[str]], Mapping[str, Thing]]
"""Those of the things with these ids that the member may see, by id, in a fixed number of queries."""
Draw = Callable[[Member | None, Thing], SafeString]
"""HTML of one `<section>` for this member beside the thing, or an empty string."""


@dataclass(frozen=True)
class Kind:
    """`name` is what people call such a thing."""

    code: str
    name: str | Promise
    find: Find


@dataclass(frozen=True)
class Beside:
    """`position`: smaller stands higher."""

    name: str
    position: int
    draw: Draw


class AlreadyRegistered(Exception):
    """Two kinds, or two that draw, with one name."""


_kinds: dict[str, Kind] = {}
_beside: dict[str, Beside] = {}


def register(code: str, name: str | Promise, find: Find) -> None:
    """Let things of this kind have others attached to them. Raises `AlreadyRegistered`."""
    if code in _kinds:
        raise AlreadyRegistered(code)
    _kinds[code] = Kind(code, name, find)


def register_beside(name: str, draw: Draw, *, position: int = 50) -> None:
    """Let `draw` add to the page of every thing. Raises `AlreadyRegistered`."""
    if name in _beside:
        raise AlreadyRegistered(name)
    _beside[name] = Beside(name, position, draw)


def find(member: Member | None, kind: str, pk: str) -> Thing | None:
    """The thing, if there is one of this kind and id that `member` may see."""
    return find_all(member, kind, [pk]).get(pk)


def find_all(member: Member | None, kind: str, pks: Collection[str]) -> Mapping[str, Thing]:
    """Those of these that `member` may see, by id. Empty for a kind nobody has registered."""
    known = _kinds.get(kind)
    return known.find(member, pks) if known and pks else {}


def kinds() -> tuple[Kind, ...]:
    """All kinds, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))


def drawn(member: Member | None, thing: Thing) -> Iterator[SafeString]:
    """What others have to say beside `thing` to `member`, in their order; empty ones are left out."""
    for one in sorted(_beside.values(), key=lambda one: one.position):
        if html := one.draw(member, thing):
            yield html
