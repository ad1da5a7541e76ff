"""Work the clock asks for. An app declares it in its `jobs.py`; the worker process does it and keeps account.

    from dugnad.kit.jobs import periodic

    @periodic(every=timedelta(hours=1))
    def erase_what_is_past_its_time() -> None:
        ...

A job takes no arguments and may run twice: after a crash it is simply run again. What was due while the machine was
off runs when it is on again. A failed job is tried again after a minute, then two, four and so on up to its own period.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import autodiscover_modules

from dugnad.kit.clock import now
from dugnad.kit.logs import told

log = logging.getLogger(__name__)
FIRST_PAUSE = timedelta(minutes=1)


@dataclass(frozen=True)
class Job:
    """`name` is where the function stands, `about` the first line of its docstring."""

    name: str
    about: str
    every: timedelta
    work: Callable[[], object]


@dataclass(frozen=True)
class Run:
    """The last time a job ran. `failures` counts those since it last went well; `error` is empty when it did."""

    started: datetime
    seconds: float
    failures: int
    error: str
    went_well: datetime | None


_jobs: dict[str, Job] = {}


def periodic(*, every: timedelta) -> Callable[[Callable[[], object]], Callable[[], object]]:
    """Declare a function as a job that runs once in each period of `every`."""

    def declare(work: Callable[[], object]) -> Callable[[], object]:
        name = f"{work.__module__.removeprefix('dugnad.').removesuffix('.jobs')}.{work.__name__}"
        _jobs[name] = Job(name, (work.__doc__ or "").strip().partition("\n")[0], every, work)
        return work

    return declare


def declared() -> tuple[Job, ...]:
    """All jobs of this installation, by name."""
    autodiscover_modules("jobs")
    return tuple(_jobs[name] for name in sorted(_jobs))


def last_runs() -> list[tuple[Job, Run | None]]:
    """Every job with its last run, for whoever looks after the machine."""
    return [(job, last_run(job)) for job in declared()]


def last_run(job: Job) -> Run | None:
    """The last time `job` ran here, None if it never did or if the account of it cannot be read."""
    try:
        told = json.loads(_account(job).read_text())
        return Run(
            started=datetime.fromisoformat(told["started"]),
            seconds=float(told["seconds"]),
            failures=int(told["failures"]),
            error=str(told["error"]),
            went_well=datetime.fromisoformat(told["went_well"]) if told["went_well"] else None,
        )
    except (OSError, ValueError, KeyError):
        return None


def is_due(job: Job, at: datetime) -> bool:
    """Whether `job` should run at the time `at`."""
    run = last_run(job)
    if run is None or run.started > at:
        return True
    pause = min(FIRST_PAUSE * 2 ** min(run.failures - 1, 20), job.every) if run.failures else job.every
    return at >= run.started + pause


def run(job: Job, at: datetime | None = None) -> Run:
    """Run `job` and keep account of it. A failure is logged and told in the account, not raised."""
    before = last_run(job)
    started, clock, error = at or now(), time.monotonic(), ""
    try:
        job.work()
    except Exception as failure:
        log.exception("The job %s failed", job.name)
        error = told(failure)
    failures = (before.failures if before else 0) + 1 if error else 0
    went_well = (before.went_well if before else None) if error else started
    this = Run(started, time.monotonic() - clock, failures, error, went_well)
    _write(job, this)
    return this


def _account(job: Job) -> Path:
    return Path(settings.CONFIG.data) / "jobs" / f"{job.name}.json"


def _write(job: Job, run: Run) -> None:
    path = _account(job)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(run), default=datetime.isoformat))
    fresh.replace(path)
