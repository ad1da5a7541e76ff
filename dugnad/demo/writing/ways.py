"""What a writer of timelines does for each kind of event, and the parts it is put together from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from dugnad.demo.simulation.timeline import Event

Ways = Mapping[type[Event], Callable[[Any], object]]


class Part(Protocol):
    """Knows what to do for some kinds of event."""

    def ways(self) -> Ways:
        """What to do for each of them."""


def together(*parts: Part) -> Ways:
    """What all of them know."""
    return {kind: do for part in parts for kind, do in part.ways().items()}
