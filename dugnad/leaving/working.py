"""What the worker does for those who leave, every other second: archives, and erasures whose time has come."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from functools import partial

from django.db import connections

from dugnad.kit.clock import now
from dugnad.leaving.actions import archives, erasing, wiping

log = logging.getLogger(__name__)
PAUSE = 2.0


def run(stop: threading.Event) -> None:
    """Until `stop` is set."""
    try:
        while not stop.wait(PAUSE):
            work()
    finally:
        connections.close_all()


def work() -> int:
    """What waits now; how much was done. One that fails does not hold up the others."""
    at = now()
    if wiping.is_noted():
        _tried("Wiping", wiping.wipe)
    done = sum(_tried("An erasure", partial(erasing.erase, member, at=at)) for member in erasing.due(at))
    return done + sum(_tried("An archive", partial(archives.make, one, at=at)) for one in archives.waiting(at))


def _tried(what: str, do: Callable[[], bool]) -> bool:
    try:
        return do()
    except Exception as error:
        log.error("%s failed, and is tried again: %s", what, type(error).__name__)
        return False
