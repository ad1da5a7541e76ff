"""Several people doing something at the same moment, each in a thread and a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable
from threading import Barrier, Thread

from django.db import connection

from dugnad.kit.refusal import Refused


def at_once(acts: list[Callable[[], object]]) -> list[object]:
    """What each of them returned, or the refusal it got, having all started together."""
    results: list[object] = [None] * len(acts)
    gate = Barrier(len(acts))

    def run(place: int) -> None:
        try:
            gate.wait()
            results[place] = acts[place]()
        except Refused as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=run, args=(place,)) for place in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
