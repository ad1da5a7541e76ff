"""What is written in circles and is to be deleted when its time there is over.

Each app that keeps things of a circle says how they are found and deleted, when it is ready:

    register("asks", delete_asks)

`delete` runs in a transaction of its own, may run twice, and leaves the acts: the ledger keeps its shape.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Delete = Callable[[str, datetime], int]
"""Delete what was written in the circle with this id before this moment, with everything that hangs on it, its files
and its words in the full-text index. Returns how many things that were."""


class AlreadyRegistered(Exception):
    """Two with one name."""


_registered: dict[str, Delete] = {}


def register(name: str, delete: Delete) -> None:
    """Have `delete` called for every circle that keeps what is written for some days. Raises `AlreadyRegistered`."""
    if name in _registered:
        raise AlreadyRegistered(name)
    _registered[name] = delete


def registered() -> tuple[tuple[str, Delete], ...]:
    """All of them, by name."""
    return tuple(sorted(_registered.items()))
