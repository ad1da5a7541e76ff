"""What the clock does with work."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.work.actions import returning


@periodic(every=timedelta(minutes=5))
def return_leases() -> None:
    """Give back tasks and units whose time in somebody’s hands is over."""
    returning.give_back_all(now())


@periodic(every=timedelta(minutes=15))
def remind_of_leases() -> None:
    """Tell those who hold a task that it will be free for others soon."""
    returning.remind_all(now())
