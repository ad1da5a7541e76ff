"""What goes back by itself: leases that are over, and what is in the hands of somebody who is gone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.work.actions.moving import NOBODY, move, move_unit
from dugnad.work.acts import LEASE_ENDS, LEASE_RETURNED, UNIT_RETURNED
from dugnad.work.enums import SOON, State, UnitState
from dugnad.work.models import Task, Unit


def give_back_if_over(task: Task, at: datetime) -> bool:
    """Free `task` for others if its lease is over at `at`."""
    return give_back(task, at, Q(lease_until__lte=at))


@transaction.atomic
def give_back(task: Task, at: datetime, where: Q) -> bool:
    """Free `task` for others if it is held as it was read and `where` holds."""
    if task.state != State.HELD:
        return False
    holder, as_read = task.held_by, Q(held_by=task.held_by_id, lease_until=task.lease_until)
    if not move(task, {State.HELD}, State.OPEN, at, NOBODY, as_read & where):
        return False
    record(
        LEASE_RETURNED, by=None, about=task.pk, circle=task.circle_id, toward=holder, cause=task.act_id,
        audience=Audience.PRIVATE, at=at,
    )  # fmt: skip
    return True


@transaction.atomic
def give_back_unit(unit: Unit, at: datetime, where: Q) -> bool:
    """The same for a unit."""
    holder, as_read = unit.held_by, Q(held_by=unit.held_by_id, lease_until=unit.lease_until)
    if unit.state != UnitState.HELD:
        return False
    if not move_unit(unit, {UnitState.HELD}, UnitState.FREE, {"held_by": None, "lease_until": None}, as_read & where):
        return False
    task = unit.task
    record(
        UNIT_RETURNED, by=None, about=unit.pk, circle=task.circle_id, toward=holder, cause=task.act_id,
        audience=Audience.PRIVATE, at=at,
    )  # fmt: skip
    return True


def _gone(circle: str) -> Q:
    inside = Membership.objects.filter(circle=OuterRef(circle), member=OuterRef("held_by"), standing=Standing.ACTIVE)
    return Q(held_by=None) | ~Q(Exists(inside))


def give_back_all(at: datetime) -> int:
    """All leases that are over at `at`, and those of members who are not in the circle any more. How many."""
    over = Q(lease_until__lte=at)
    tasks = Task.objects.filter(over | _gone("circle"), state=State.HELD).select_related("held_by")
    units = Unit.objects.filter(over | _gone("task__circle"), state=UnitState.HELD).select_related("held_by", "task")
    back = sum(give_back(task, at, Q()) for task in list(tasks))
    return back + sum(give_back_unit(unit, at, Q()) for unit in list(units))


def remind_all(at: datetime) -> int:
    """Tell, once, each of those who hold something whose lease is over soon. How many were."""
    near = Task.objects.filter(state=State.HELD, lease_until__gt=at, lease_until__lte=at + SOON, reminded_at=None)
    return sum(_remind(task, at) for task in list(near.select_related("held_by")))


@transaction.atomic
def _remind(task: Task, at: datetime) -> bool:
    still = Task.objects.filter(
        pk=task.pk, state=State.HELD, held_by=task.held_by, lease_until=task.lease_until, reminded_at=None
    )
    if still.update(reminded_at=at) != 1:
        return False
    record(
        LEASE_ENDS, by=None, about=task.pk, circle=task.circle_id, toward=task.held_by, cause=task.act_id,
        audience=Audience.PRIVATE, at=at,
    )  # fmt: skip
    return True
