"""A large job in small units: a queue in which two people never hold the same one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.ids import new_ids
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from dugnad.work import rules
from dugnad.work.actions.moving import move, move_unit, tell
from dugnad.work.actions.returning import give_back_if_over, give_back_unit
from dugnad.work.acts import DONE, SPLIT, UNIT_DONE, UNIT_RELEASED, UNIT_TAKEN
from dugnad.work.enums import AT_A_TIME, MOST_UNITS, UNIT_LEASE, State, UnitState
from dugnad.work.models import Task, Unit
from dugnad.work.queries.ready import HELD_UP


@transaction.atomic
def split(*, by: Member, task: Task, texts: Sequence[str], at: datetime | None = None) -> list[Unit]:
    """Make `task` a job of one unit for each text, or add units to a job. Refused while somebody holds the whole."""
    rules.arranges.require(by, task)
    at = at or now()
    texts = [text.strip() for text in texts if text.strip()]
    if not texts:
        raise Refused(_("Write at least one unit."))
    task.refresh_from_db()
    give_back_if_over(task, at)
    room = Q(units_total__lte=MOST_UNITS - len(texts))
    still = Task.objects.filter(room, pk=task.pk, state=State.OPEN)
    if still.update(units_total=F("units_total") + len(texts), version=F("version") + 1, active_at=at) != 1:
        task.refresh_from_db()
        raise Refused(_why_not_split(task))
    task.refresh_from_db()
    last = Unit.objects.filter(task=task).aggregate(last=Max("number"))["last"] or 0
    ids = new_ids(len(texts))
    made = Unit.objects.bulk_create(
        Unit(id=pk, task=task, number=number, text=text)
        for number, (pk, text) in enumerate(zip(ids, texts, strict=True), last + 1)
    )
    tell(SPLIT, task, by=by, at=at, amount=len(made))
    return made


def _why_not_split(task: Task) -> str:
    if task.state == State.HELD:
        return _("Somebody has taken the whole of this. They can hand it over, then it can be split.")
    if task.state != State.OPEN:
        return _("This has come to an end already. Open it again before you add to it.")
    return _("A thousand units are the most that one job can have. Make a second one.")


def _turn(task: Task, at: datetime) -> None:
    """Until this transaction ends, others who take or finish units of the same job wait; they then read what is."""
    mine = Task.objects.filter(pk=task.pk, state=State.OPEN, units_total__gt=0)
    if mine.update(version=F("version") + 1, active_at=at) != 1:
        raise Refused(_("This job has come to an end, or is being checked. What you wrote is still here."))
    task.refresh_from_db()


@transaction.atomic
def take(*, by: Member, task: Task, wanted: int = 1, at: datetime | None = None) -> list[Unit]:
    """The next units of `task`, `wanted` of them or as many as are free: theirs alone, for some hours."""
    rules.works.require(by, task)
    at = at or now()
    _turn(task, at)
    if Task.objects.filter(HELD_UP, pk=task.pk).exists():
        raise Refused(_("This waits for something else that has to be done first."))
    units = Unit.objects.filter(task=task)
    for late in units.filter(state=UnitState.HELD, lease_until__lte=at).select_related("held_by", "task"):
        give_back_unit(late, at, Q())
    room = AT_A_TIME - units.filter(state=UnitState.HELD, held_by=by).count()
    if room <= 0:
        raise Refused(_("You hold five already. Finish one of them, or give one back, then take the next."))
    free = list(units.filter(state=UnitState.FREE).order_by("number")[: max(1, min(wanted, room))])
    if not free:
        raise Refused(_("Everything is in somebody’s hands just now. What is given back comes up here again."))
    for unit in free:
        _give(unit, task, by, at)
    return free


def _give(unit: Unit, task: Task, by: Member, at: datetime) -> None:
    facts = {"held_by": by, "last_holder": by, "lease_until": at + UNIT_LEASE}
    if not move_unit(unit, {UnitState.FREE}, UnitState.HELD, facts, Q()):
        raise Refused(_("Somebody was a moment before you. Try again."))
    _tell(UNIT_TAKEN, unit, task, by=by, at=at, amount=None)


@transaction.atomic
def finish_unit(*, by: Member, unit: Unit, outcome: str = "", at: datetime | None = None) -> Unit:
    """It is done, with a word about what came of it. With the last one the whole job is.

    Somebody who was late may finish it still, if nobody else has taken it.
    """
    task = unit.task
    rules.works.require(by, task)
    at = at or now()
    unit.refresh_from_db()
    if unit.state == UnitState.DONE and unit.done_by_id == by.pk:
        return unit
    _turn(task, at)
    mine = Q(state=UnitState.HELD, held_by=by) | Q(state=UnitState.FREE, last_holder=by)
    facts = {"held_by": None, "lease_until": None, "outcome": outcome.strip(), "done_by": by, "done_at": at}
    if not move_unit(unit, {UnitState.FREE, UnitState.HELD}, UnitState.DONE, facts, mine):
        raise Refused(_("Your time with this ran out, and somebody else has it now. What you wrote is still here."))
    _tell(UNIT_DONE, unit, task, by=by, at=at, amount=task.minutes)
    Task.objects.filter(pk=task.pk).update(units_done=F("units_done") + 1)
    task.refresh_from_db()
    if task.units_done == task.units_total:
        _complete(task, at)
    return unit


def _complete(task: Task, at: datetime) -> None:
    """By nobody: each unit has been counted for whoever did it."""
    target = State.TO_CHECK if task.checked_by_second else State.DONE
    if move(task, {State.OPEN}, target, at, {"done_at": at}):
        tell(DONE, task, by=None, at=at)


@transaction.atomic
def release(*, by: Member, unit: Unit, at: datetime | None = None) -> Unit:
    """Give it back: it comes up for others again."""
    task = unit.task
    rules.works.require(by, task)
    facts = {"held_by": None, "lease_until": None, "last_holder": None}
    if not move_unit(unit, {UnitState.HELD}, UnitState.FREE, facts, Q(held_by=by)):
        raise Refused(_("This is not in your hands any more."))
    _tell(UNIT_RELEASED, unit, task, by=by, at=at or now(), amount=None)
    return unit


def _tell(verb: Verb, unit: Unit, task: Task, *, by: Member, at: datetime, amount: int | None) -> None:
    record(
        verb,
        by=by,
        about=unit.pk,
        circle=task.circle_id,
        toward=task.author if task.author_id != by.pk else None,
        cause=task.act_id,
        amount=amount,
        at=at,
    )
