"""What stands beside an ask: offers that fit, living answers, and whatever else has something to say to it.

Each part registers itself in `AsksConfig.ready`, so the page of an ask need not know who they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString

from dugnad.asks.models import Ask
from dugnad.people.models import Member

Draw = Callable[[Member, Ask], SafeString]
"""HTML of one `<section>` for `member`, or an empty string. `ask` comes with its circle, kind and place."""


@dataclass(frozen=True)
class Part:
    """`position`: smaller stands higher."""

    name: str
    position: int
    draw: Draw


class AlreadyRegistered(Exception):
    """Two parts with the same name."""


_parts: dict[str, Part] = {}


def register(name: str, draw: Draw, *, position: int = 50) -> None:
    """Let `draw` add to the side of every ask. Raises `AlreadyRegistered`."""
    if name in _parts:
        raise AlreadyRegistered(name)
    _parts[name] = Part(name, position, draw)


def drawn(member: Member, ask: Ask) -> Iterator[SafeString]:
    """What the parts have to say to `member` beside `ask`, in their order; empty ones are left out."""
    for part in sorted(_parts.values(), key=lambda part: part.position):
        if html := part.draw(member, ask):
            yield html
