"""Taking a task on, going on with it, handing it over, and finishing it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dugnad.circles.actions.posting import require_may_post
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.work import rules
from dugnad.work.actions.moving import NOBODY, move, note, tell
from dugnad.work.actions.returning import give_back_if_over
from dugnad.work.acts import CLAIMED, DONE, HANDED_OVER, PROGRESSED
from dugnad.work.enums import LEASE, Said, State
from dugnad.work.models import Task
from dugnad.work.queries.naming import holder_name
from dugnad.work.queries.ready import HELD_UP


@transaction.atomic
def claim(*, by: Member, task: Task, at: datetime | None = None) -> Task:
    """Take `task` on, for the time of a lease. Taking it twice is taking it once.

    Raises `Refused`, with a name where it may be told, for one that is held, waits, has ended or is split.
    """
    rules.works.require(by, task)
    at = at or now()
    task.refresh_from_db()
    give_back_if_over(task, at)
    facts = {
        "held_by": by,
        "last_holder": by,
        "held_at": at,
        "lease_until": at + LEASE,
        "reminded_at": None,
        "handed_to": None,
    }
    if not move(task, {State.OPEN}, State.HELD, at, facts, Q(units_total=0) & ~HELD_UP):
        if task.held(at) and task.held_by_id == by.pk:
            return task
        raise Refused(_why_not(by, task))
    tell(CLAIMED, task, by=by, at=at, toward=task.author)
    return task


def _why_not(by: Member, task: Task) -> str:
    if task.state == State.HELD:
        name = holder_name(by, task)
        if name:
            return _("%(name)s has taken this already.") % {"name": name}
        return _("Somebody has taken this already.")
    if task.state != State.OPEN:
        return _("This has come to an end already. Thank you for wanting to.")
    if task.units_total:
        return _("This is done in small units by many. Take the next unit.")
    return _("This waits for something else that has to be done first.")


def _mine(by: Member) -> Q:
    """Held by them; or free again because they were late, and taken by nobody since."""
    return Q(state=State.HELD, held_by=by) | Q(state=State.OPEN, last_holder=by, units_total=0)


def _refuse_lost(by: Member, task: Task) -> str:
    if task.state == State.HELD and task.held_by_id != by.pk:
        return _("Your time with this ran out, and somebody else has taken it since. What you wrote is still here.")
    return _("This is not in your hands just now. What you wrote is still here; take the task first.")


@transaction.atomic
def progress(*, by: Member, task: Task, text: str, at: datetime | None = None) -> Task:
    """Say how it goes. From now on it is held for another lease, also by somebody who was late, if nobody took it."""
    rules.works.require(by, task)
    at = at or now()
    require_may_post(PROGRESSED, by=by, circle=task.circle, at=at, text=text)
    facts = {"held_by": by, "lease_until": at + LEASE, "reminded_at": None, "active_at": at}
    if Task.objects.filter(_mine(by), pk=task.pk).update(state=State.HELD, **facts) != 1:
        task.refresh_from_db()
        raise Refused(_refuse_lost(by, task))
    task.refresh_from_db()
    note(task, tell(PROGRESSED, task, by=by, at=at, toward=task.author), Said.PROGRESS, text, by=by, at=at)
    return task


@transaction.atomic
def hand_over(*, by: Member, task: Task, text: str = "", to: Member | None = None, at: datetime | None = None) -> Task:
    """Give it back, with words for whoever goes on. `to` is asked to; it is theirs only when they take it."""
    rules.works.require(by, task)
    at = at or now()
    if to is not None and not rules.works.can(to, task):
        raise Refused(_("Only members of this circle can go on with it."))
    facts = {**NOBODY, "handed_to": to if to != by else None, "last_holder": None}
    if not move(task, {State.HELD}, State.OPEN, at, facts, Q(held_by=by)):
        raise Refused(_refuse_lost(by, task))
    note(task, tell(HANDED_OVER, task, by=by, at=at, toward=to), Said.HANDED_OVER, text, by=by, at=at)
    return task


@transaction.atomic
def finish(*, by: Member, task: Task, minutes: int, text: str = "", at: datetime | None = None) -> Task:
    """It is done, in about so many `minutes`; or done and to be checked, where a second person is to look at it."""
    rules.works.require(by, task)
    at = at or now()
    task.refresh_from_db()
    target = State.TO_CHECK if task.checked_by_second else State.DONE
    facts = {**NOBODY, "done_by": by, "done_at": at, "checked_by": None, "last_holder": None, "handed_to": None}
    where = _mine(by) & Q(checked_by_second=task.checked_by_second)
    if not move(task, {State.OPEN, State.HELD}, target, at, facts, where):
        if task.state in {State.TO_CHECK, State.DONE} and task.done_by_id == by.pk:
            return task
        raise Refused(_refuse_lost(by, task))
    act = tell(DONE, task, by=by, at=at, toward=task.author, amount=minutes)
    note(task, act, Said.DONE, text, by=by, at=at)
    return task
