"""By which name one member may know another in a task."""

from __future__ import annotations

from dugnad.circles.rules import stands
from dugnad.people.models import Member
from dugnad.people.rules import apart
from dugnad.work.models import Task


def knows(member: Member, circle: str, other: str | None) -> bool:
    """Whether `member` may know that the member with the id `other` did something in `circle`."""
    if other is None:
        return False
    stand = stands(member).get(circle)
    return other not in apart(member).all or (stand is not None and stand.steward)


def holder_name(member: Member, task: Task) -> str:
    """Who holds `task`, as `member` may know it; empty when nobody does, or for somebody kept apart from them."""
    return task.held_by.handle if task.held_by and knows(member, task.circle_id, task.held_by_id) else ""
