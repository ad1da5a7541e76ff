"""The worker process: the ledger's followers in the main thread, the clock's jobs in another, and what waits for
others (mail servers) in threads of its own.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connections
from huey import SqliteHuey
from huey.consumer import Consumer

from dugnad.kit import jobs, standing
from dugnad.kit.clock import now
from dugnad.kit.sqlite.copies import version
from dugnad.kit.sqlite.version import has_wal_reset_bug
from dugnad.ledger import running

LOOK = 10
"""Seconds between two looks at whether the threads for jobs still run."""
BEHIND = 5
"""How much it stands back (nice) for the pages beside it: somebody waits for those, and a letter can wait a moment."""
PATIENCE = 6
"""Seconds a job, or a letter on its way, may go on after SIGTERM."""


def work(lifeline: int | None = None, *, followers: bool = True, periodic: bool = True) -> None:
    """Follow the ledger and run periodic jobs until SIGTERM, or until `lifeline` tells that the parent is gone."""
    if lifeline is not None:
        os.nice(BEHIND)
    stopping = threading.Event()
    consumer = clockwork() if periodic else None
    if consumer:
        consumer.start()
        threading.Thread(target=_look_after, args=(consumer, stopping), daemon=True).start()
    if periodic:
        _listen_for_answers()
    waiting = standing.start(stopping) if periodic else []
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    if lifeline is not None:
        threading.Thread(target=_await_end, args=(lifeline, stopping), daemon=True).start()
    try:
        running.run(stopping) if followers else stopping.wait()
    finally:
        stopping.set()
        until = time.monotonic() + PATIENCE
        if consumer:
            consumer.stop(graceful=True)
        for thread in waiting:
            thread.join(max(0.0, until - time.monotonic()))
        connections.close_all()


def _listen_for_answers() -> None:
    if settings.CONFIG.lmtp:
        from dugnad.serve import lmtp  # the parent, and pages with it, would carry a mail server that is not theirs

        standing.register("answers from a mail server", lmtp.run)


def clockwork() -> Consumer:
    """What starts the jobs that are due, one at a time. Its queue is a file of its own."""
    unsafe = has_wal_reset_bug(version())
    huey = SqliteHuey(
        "dugnad",
        filename=str(Path(settings.CONFIG.data) / "jobs.sqlite3"),
        results=False,
        journal_mode="truncate" if unsafe else "wal",
    )
    begun: set[str] = set()
    for job in jobs.declared():
        due = partial(_due, job, begun)
        huey.periodic_task(lambda at, due=due: due(), name=job.name)(partial(_run, job, begun))
    return Consumer(huey, workers=1, max_delay=5, scheduler_interval=60, shutdown_timeout=PATIENCE)


def _due(job: jobs.Job, begun: set[str]) -> bool:
    if job.name in begun or not jobs.is_due(job, now()):
        return False
    begun.add(job.name)
    return True


def _run(job: jobs.Job, begun: set[str]) -> None:
    try:
        if jobs.is_due(job, now()):  # a queue left over from before a crash may hold it twice
            jobs.run(job)
    finally:
        begun.discard(job.name)
        connections.close_all()


def _look_after(consumer: Consumer, stopping: threading.Event) -> None:
    """Start its threads again should one of them die."""
    while not stopping.wait(LOOK):
        consumer.check_worker_health()


def _await_end(lifeline: int, stopping: threading.Event) -> None:
    select.select([lifeline], [], [])
    stopping.set()
