"""The longest chain of tasks that wait for one another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from dugnad.people.models import Member
from dugnad.work.chains import Chain, longest
from dugnad.work.enums import UNFINISHED
from dugnad.work.models import Task, Wait


@dataclass(frozen=True)
class Link:
    """A task of a chain, without a title for those who may not read it."""

    pk: str
    title: str


@dataclass(frozen=True)
class LongestChain:
    """Tasks that have to be done one after another, and how many minutes that takes."""

    links: tuple[Link, ...]
    minutes: int


def chain(member: Member, scope: Q) -> LongestChain | None:
    """The longest chain of unfinished tasks in `scope`; None where nothing waits for anything. Two queries."""
    unfinished = sorted(UNFINISHED)
    waits = Wait.objects.filter(
        task__in=Task.objects.visible_to(member).filter(scope, state__in=unfinished), on__state__in=unfinished
    )
    arrows = list(waits.values_list("task_id", "on_id"))
    if not arrows:
        return None
    joined = sorted({pk for arrow in arrows for pk in arrow})
    tasks = Task.objects.filter(pk__in=joined).values_list("pk", "minutes", "units_total", "units_done")
    found: Chain = longest(arrows, {pk: minutes * max(1, total - done) for pk, minutes, total, done in tasks})
    titles: Mapping[str, str] = dict(
        Task.objects.visible_to(member).filter(pk__in=found.tasks).values_list("pk", "title")
    )
    links = tuple(Link(pk if pk in titles else "", titles.get(pk, "")) for pk in found.tasks)
    return LongestChain(links, found.minutes)
