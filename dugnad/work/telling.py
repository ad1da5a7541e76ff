"""Whom acts around tasks concern. `queries/told.py` has the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dugnad.circles.enums import Role
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, register, register_news, toward
from dugnad.work import acts as verbs
from dugnad.work.enums import UNFINISHED, State
from dugnad.work.models import Task, Wait
from dugnad.work.queries import told


def connect() -> None:
    """Called once, when the app is ready."""
    at_once, in_digest = toward(Pace.AT_ONCE), toward(Pace.DIGEST)
    register(verbs.MADE, words=told.of_tasks, broadcast=True)
    register(verbs.CLAIMED, who=in_digest, words=told.of_tasks)
    register(verbs.PROGRESSED, who=in_digest, words=told.of_tasks)
    register(verbs.HANDED_OVER, who=at_once, words=told.of_tasks)
    register(verbs.DONE, who=after_work, words=told.of_tasks)
    register(verbs.CHECKED, who=after_check, words=told.of_tasks)
    register(verbs.CLOSED, who=those_who_waited, words=told.of_tasks)
    register(verbs.SENT_BACK, who=at_once, words=told.of_tasks)
    register(verbs.LEASE_ENDS, who=at_once, words=told.of_tasks)
    register(verbs.LEASE_RETURNED, who=in_digest, words=told.of_tasks)
    register_news(told.new_tasks)


def after_work(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Whoever made it; where a second person is to look, those who may; else those whose tasks waited for it."""
    tasks = _tasks(acts)
    to_check = {pk for pk, task in tasks.items() if task.state == State.TO_CHECK}
    stewards = _stewards({tasks[pk].circle_id for pk in to_check})
    for act in acts:
        task = tasks.get(act.object_id)
        if task is None:
            continue
        pace = Pace.AT_ONCE if task.pk in to_check else Pace.DIGEST
        others = {task.author_id} if task.author_id not in {None, task.done_by_id} else set()
        if task.pk in to_check and not others:
            others = {member for circle, member in stewards if circle == task.circle_id and member != task.done_by_id}
        yield from (Hearer(act, member, pace) for member in others if member)
    yield from those_who_waited([act for act in acts if act.object_id not in to_check])


def after_check(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Whoever did it, and those whose tasks waited for it."""
    yield from toward(Pace.DIGEST)(acts)
    yield from those_who_waited(acts)


def those_who_waited(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who hold, made or were asked for what waited for it, and waits for nothing else now. Two queries."""
    waits = Wait.objects.filter(on__in={act.object_id for act in acts}, task__state__in=sorted(UNFINISHED))
    found = list(waits.select_related("task"))
    still = set(
        Wait.objects.filter(task__in={wait.task_id for wait in found}, on__state__in=sorted(UNFINISHED)).values_list(
            "task_id", flat=True
        )
    )
    for act in acts:
        ready = [wait.task for wait in found if wait.on_id == act.object_id and wait.task_id not in still]
        people = {pk for task in ready for pk in (task.held_by_id, task.handed_to_id, task.author_id) if pk}
        yield from (Hearer(act, member, Pace.AT_ONCE) for member in people)


def _tasks(acts: Sequence[Act]) -> dict[str, Task]:
    return Task.objects.in_bulk({act.object_id for act in acts})


def _stewards(circles: set[str]) -> list[tuple[str, str]]:
    if not circles:
        return []
    return list(Membership.objects.filter(circle__in=circles, role=Role.STEWARD).values_list("circle_id", "member_id"))
