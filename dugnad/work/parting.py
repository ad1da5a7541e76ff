"""What is given back when a member leaves for good."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from django.db.models import Q

from dugnad.kit.refusal import Refused
from dugnad.people.holdings import Loose
from dugnad.people.models import Member
from dugnad.work.actions import holding, returning, units
from dugnad.work.models import Task, Unit


def part(member: Member, at: datetime) -> Iterator[Loose]:
    """Give back tasks and parts of them; whoever made a task they had begun is told that it is free again."""
    for task in Task.objects.filter(held_by=member).select_related("circle", "author"):
        if task.author is not None and task.author_id != member.pk:
            yield Loose("task", task.circle_id, task.author)
        with suppress(Refused):
            holding.hand_over(by=member, task=task, at=at)
    for unit in Unit.objects.filter(held_by=member).select_related("task__circle"):
        with suppress(Refused):
            units.release(by=member, unit=unit, at=at)
    yield from _their_own(member, at)


def _their_own(member: Member, at: datetime) -> Iterator[Loose]:
    """What they held in circles they had left; and who is at work on tasks that they made."""
    for task in Task.objects.filter(held_by=member):
        returning.give_back(task, at, Q())
    for unit in Unit.objects.filter(held_by=member).select_related("task"):
        returning.give_back_unit(unit, at, Q())
    for task in Task.objects.filter(author=member, held_by__isnull=False).select_related("held_by"):
        if task.held_by is not None:
            yield Loose("maker", task.circle_id, task.held_by)
