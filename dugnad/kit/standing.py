"""Work that goes on all the time in a thread of its own, because it waits for others: mail servers, for one.

    register("letters", run)    # in the app's ready()

`run` gets an event, and returns soon after it was set. One that fails is logged and begun again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

log = logging.getLogger(__name__)
PAUSE = 10.0
"""Seconds before work that failed begins again."""

Work = Callable[[threading.Event], None]


class AlreadyRegistered(Exception):
    """Two works of one name."""


_works: dict[str, Work] = {}


def register(name: str, work: Work) -> None:
    """Have the worker do `work` in a thread. Raises `AlreadyRegistered`."""
    if name in _works:
        raise AlreadyRegistered(name)
    _works[name] = work


def registered() -> tuple[str, ...]:
    """The names, in the order of registration."""
    return tuple(_works)


def start(stop: threading.Event) -> list[threading.Thread]:
    """A running thread for each; they end when `stop` is set."""
    threads = [
        threading.Thread(target=keep_going, args=(name, work, stop), name=name, daemon=True)
        for name, work in _works.items()
    ]
    for thread in threads:
        thread.start()
    return threads


def keep_going(name: str, work: Work, stop: threading.Event, pause: float = PAUSE) -> None:
    """Do `work` until `stop` is set, however often it fails."""
    while not stop.is_set():
        try:
            work(stop)
        except Exception:
            log.exception("%s failed, and begins again", name)
        stop.wait(pause)
