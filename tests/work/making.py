"""Tasks for tests, made the way members make them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from dugnad.circles.models import Circle
from dugnad.circles.things import Thing
from dugnad.kit.ids import new_key
from dugnad.people.models import Member
from dugnad.work.actions.making import Plan, make
from dugnad.work.actions.units import split
from dugnad.work.models import Task
from tests.cast import NOON, again

SOON = NOON + timedelta(minutes=11)


def make_task(
    by: Member,
    circle: Circle,
    title: str = "Write to the council",
    *,
    thing: Thing | None = None,
    first_for: Task | None = None,
    at: datetime = NOON,
    **plan: Any,
) -> Task:
    """A task in `circle`."""
    what = Plan(title=title, **plan)
    return make(by=again(by), circle=circle, plan=what, form_key=new_key(), thing=thing, first_for=first_for, at=at)


def make_job(by: Member, circle: Circle, units: int = 3, *, at: datetime = NOON, **plan: Any) -> Task:
    """A task that is split into so many units."""
    job = make_task(by, circle, plan.pop("title", "Translate the letter"), at=at, minutes=10, **plan)
    split(by=again(by), task=job, texts=[f"Paragraph {number}" for number in range(1, units + 1)], at=at)
    job.refresh_from_db()
    return job
