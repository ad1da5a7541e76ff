"""What is written in circles and is to be deleted when its time there is over.

Each app that keeps things of a circle says how they are found and deleted, when it is ready:

    register("asks", delete_asks)

`delete` runs in a transaction, again and again until nothing is left, and leaves the acts: the ledger keeps its shape.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

Delete = Callable[[str, datetime, int], int]
"""Delete at most so many things that were written in the circle with this id before this moment, with everything that
hangs on them, their files and their words in the full-text index. Returns how many that were; 0: none is left."""


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
