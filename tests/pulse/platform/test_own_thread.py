from __future__ import annotations

import pytest

from dugnad.kit import jobs
from dugnad.people.models import Movement
from dugnad.pulse.jobs import take_pulses
from dugnad.pulse.own_thread import Taking


def test_nothing_begins_before_it_is_due(movement: Movement) -> None:
    take_pulses()
    assert "pulse.take_pulses" in {job.name for job in jobs.declared()}


def full() -> None:
    raise OSError("The disk is full")


def test_what_goes_wrong_stands_in_the_account_of_the_job_once() -> None:
    taking = Taking(full, settling=0)
    taking.tell_of_failure()
    taking.begin().join()
    with pytest.raises(OSError, match="The disk is full"):
        taking.tell_of_failure()
    taking.tell_of_failure()


def test_two_never_run_at_once() -> None:
    taking = Taking(full, settling=0.2)
    assert taking.begin() is taking.begin()
    taking.begin().join()
