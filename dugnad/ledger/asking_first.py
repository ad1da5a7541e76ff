"""Before an act is recorded, apps above may refuse it: one who may not write in a circle for some days, for one.

    register("safety", require_not_paused)

Asked of every act that `recording.record` writes, so that a way of writing that is built later is asked about too.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dugnad.ledger.verbs import Verb

Asked = Callable[[Verb, Any, str], None]
"""The verb, whoever does it (None: the clock) and the id of the circle. Raises `Refused`."""


class AlreadyRegistered(Exception):
    """Two with one name."""


_asked: dict[str, Asked] = {}


def register(name: str, asked: Asked) -> None:
    """Have `asked` called before each act. Raises `AlreadyRegistered`."""
    if name in _asked:
        raise AlreadyRegistered(name)
    _asked[name] = asked


def ask(verb: Verb, by: Any, circle: str) -> None:
    """Raises `Refused` if somebody has something against it."""
    for asked in _asked.values():
        asked(verb, by, circle)
