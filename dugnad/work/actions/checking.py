"""A second person looks at what was done; what has ended is opened again, and what is not needed is closed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.work import rules
from dugnad.work.actions.moving import NOBODY, move, note, tell
from dugnad.work.acts import CHECKED, CLOSED, REOPENED, SENT_BACK
from dugnad.work.enums import Said, State, UnitState
from dugnad.work.models import Task, Unit

FREE = {"state": UnitState.FREE, "held_by": None, "lease_until": None, "last_holder": None}
ANEW = {"done_by": None, "done_at": None, "checked_by": None, "last_holder": None}


def _not_done_by(member: Member) -> Q:
    """Neither the whole of it nor a unit of it: looked at once more in the update itself."""
    units = Unit.objects.filter(task=OuterRef("pk"), done_by=member)
    return (Q(done_by=None) | ~Q(done_by=member)) & ~Q(Exists(units))


@transaction.atomic
def approve(*, by: Member, task: Task, text: str = "", at: datetime | None = None) -> Task:
    """It is as it should be. Never said by whoever did it, or a unit of it."""
    rules.checks.require(by, task)
    at = at or now()
    if not move(task, {State.TO_CHECK}, State.DONE, at, {"checked_by": by}, _not_done_by(by)):
        if task.state == State.DONE:
            return task
        raise Refused(_("There is nothing to check here just now. Look at the task again to see where it stands."))
    act = tell(CHECKED, task, by=by, at=at, toward=task.done_by)
    note(task, act, Said.CHECKED, text, by=by, at=at)
    return task


@transaction.atomic
def send_back(*, by: Member, task: Task, text: str, units: Collection[str] = (), at: datetime | None = None) -> Task:
    """It is to be done again, for the reason in `text`; of a job, the units with these ids. Its doer is asked first."""
    rules.checks.require(by, task)
    at, doer = at or now(), task.done_by
    if not text.strip():
        raise Refused(_("Say what is missing, so that it can be mended."))
    if not move(task, {State.TO_CHECK}, State.OPEN, at, {**ANEW, "handed_to": doer}, _not_done_by(by)):
        raise Refused(_("There is nothing to check here just now. Look at the task again to see where it stands."))
    _free(task, units)
    note(task, tell(SENT_BACK, task, by=by, at=at, toward=doer), Said.SENT_BACK, text, by=by, at=at)
    return task


@transaction.atomic
def reopen(*, by: Member, task: Task, text: str, units: Collection[str] = (), at: datetime | None = None) -> Task:
    """Open a task again that had come to an end. For whoever made it, and the stewards."""
    rules.ends.require(by, task)
    at = at or now()
    if not text.strip():
        raise Refused(_("Say why it is open again."))
    if not move(task, {State.DONE, State.CLOSED}, State.OPEN, at, {**ANEW, "handed_to": None}):
        raise Refused(_("This is open already."))
    _free(task, units)
    note(task, tell(REOPENED, task, by=by, at=at), Said.REOPENED, text, by=by, at=at)
    return task


def _free(task: Task, units: Collection[str]) -> None:
    """Give the units with these ids to the queue again, and count anew."""
    if not task.units_total:
        return
    freed = Unit.objects.filter(task=task, pk__in=units, state=UnitState.DONE).update(
        **FREE, outcome="", done_by=None, done_at=None
    )
    Task.objects.filter(pk=task.pk).update(units_done=F("units_done") - freed)
    task.refresh_from_db()
    if task.units_done == task.units_total:
        raise Refused(_("Choose which units are to be done again."))


@transaction.atomic
def close(*, by: Member, task: Task, text: str, at: datetime | None = None) -> Task:
    """It is not needed any more. For whoever made it, and the stewards. What waits for it waits no longer."""
    rules.ends.require(by, task)
    at = at or now()
    facts = {**NOBODY, "handed_to": None, "last_holder": None}
    if not move(task, {State.OPEN, State.HELD, State.TO_CHECK}, State.CLOSED, at, facts):
        raise Refused(_("This has come to an end already."))
    Unit.objects.filter(task=task, state=UnitState.HELD).update(**FREE)
    note(task, tell(CLOSED, task, by=by, at=at), Said.CLOSED, text, by=by, at=at)
    return task
