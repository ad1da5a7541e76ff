"""Pulses are taken in a thread of their own: it waits for minutes, and jobs such as calling by name do not."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Thread

from django.db import connections

from dugnad.kit.clock import now
from dugnad.pulse.actions.taking import take

log = logging.getLogger(__name__)
SETTLING = 60.0
"""Seconds that pages have for themselves first: often the machine has just been started."""


class Taking:
    """At most one at a time. It ends with the worker; what was not done then is done the next time."""

    def __init__(self, work: Callable[[], object], settling: float = SETTLING) -> None:
        self._work, self._settling = work, settling
        self._thread: Thread | None = None
        self._failed: Exception | None = None

    def begin(self) -> Thread:
        """Take what is due, beside everything else; the thread that is at it already, if there is one."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = Thread(target=self._take, name="pulse", daemon=True)
            self._thread.start()
        return self._thread

    def tell_of_failure(self) -> None:
        """Raise what went wrong the last time, once: so it stands in the account of the job."""
        failed, self._failed = self._failed, None
        if failed is not None:
            raise failed

    def _take(self) -> None:
        time.sleep(self._settling)
        try:
            self._work()
        except Exception as failure:
            log.exception("The pulse could not be taken")
            self._failed = failure
        finally:
            connections.close_all()


TAKING = Taking(lambda: take(at=now()))
