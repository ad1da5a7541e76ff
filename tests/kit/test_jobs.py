from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from dugnad.kit import jobs
from dugnad.kit.jobs import Job, is_due, last_run, run
from tests.cast import NOON

HOUR = timedelta(hours=1)


def broken() -> None:
    raise LookupError("the shelf is empty")


@pytest.fixture
def job() -> Iterator[Callable[..., Job]]:
    """Makes a job whose account is thrown away afterwards."""
    name = "test.job"
    yield lambda work=lambda: None: Job(name, "", HOUR, work)
    (Path(settings.CONFIG.data) / "jobs" / f"{name}.json").unlink(missing_ok=True)


def test_a_job_that_never_ran_is_due(job: Callable[..., Job]) -> None:
    assert is_due(job(), NOON)


def test_it_runs_once_in_its_period(job: Callable[..., Job]) -> None:
    run(job(), NOON)

    assert not is_due(job(), NOON + HOUR - timedelta(seconds=1))
    assert is_due(job(), NOON + HOUR)


def test_what_was_due_while_the_machine_was_off_is_due(job: Callable[..., Job]) -> None:
    run(job(), NOON)

    assert is_due(job(), NOON + timedelta(days=30))


def test_a_clock_that_was_set_back_does_not_stop_it(job: Callable[..., Job]) -> None:
    run(job(), NOON)

    assert is_due(job(), NOON - timedelta(days=1))


def test_a_failure_is_told_and_tried_again_with_growing_pauses(job: Callable[..., Job]) -> None:
    failed = run(job(broken), NOON)

    assert (failed.failures, failed.error, failed.went_well) == (1, "LookupError: the shelf is empty", None)
    assert not is_due(job(), NOON + timedelta(seconds=59))
    assert is_due(job(), NOON + timedelta(minutes=1))
    run(job(broken), NOON + timedelta(minutes=1))
    assert not is_due(job(), NOON + timedelta(minutes=2))
    assert is_due(job(), NOON + timedelta(minutes=3))


def test_a_job_that_always_fails_is_tried_once_in_its_period(job: Callable[..., Job]) -> None:
    for number in range(12):
        run(job(broken), NOON + number * HOUR)

    assert not is_due(job(), NOON + 11 * HOUR + timedelta(minutes=59))
    assert is_due(job(), NOON + 12 * HOUR)


def test_after_a_failure_it_is_still_known_when_it_last_went_well(job: Callable[..., Job]) -> None:
    run(job(), NOON)
    run(job(broken), NOON + HOUR)

    last = last_run(job())

    assert last is not None
    assert (last.started, last.went_well, last.failures) == (NOON + HOUR, NOON, 1)


def test_an_account_that_cannot_be_read_counts_as_none(job: Callable[..., Job]) -> None:
    run(job(), NOON)
    (Path(settings.CONFIG.data) / "jobs" / "test.job.json").write_text('{"started": "yester')

    assert last_run(job()) is None
    assert is_due(job(), NOON)


def test_every_declared_job_says_what_it_does() -> None:
    assert [job.name for job in jobs.declared() if not job.about] == []
    assert len(jobs.declared()) == len(jobs.last_runs()) > 0
