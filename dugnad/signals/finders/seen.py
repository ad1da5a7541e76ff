"""What a finder hands over."""

from __future__ import annotations

from dataclasses import dataclass

from dugnad.signals.enums import Kind


@dataclass(frozen=True)
class Seen:
    """Something in the circle with this id. `about` tells one from another: the same is signalled once. `members`:
    ids of those it is about, where that can be said without telling who is behind another name."""

    circle: str
    kind: Kind
    about: str
    found: int
    usual: float = 0.0
    members: frozenset[str] = frozenset()
