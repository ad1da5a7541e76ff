"""What a steward may lighten: who carries more than they said they can, who was never asked, which asks wait.

Not a ranking: in the order of names, without a number to compare people by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from dugnad.asks import enums as asking
from dugnad.asks.models import Answer, Ask, Call
from dugnad.asks.queries.lists import of_circle
from dugnad.asks.queries.rows import AskRow
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.people.models import Member
from dugnad.work import enums as working
from dugnad.work.models import Task

SETTLED_IN = timedelta(weeks=4)
"""Whoever came later has hardly had the time to be asked."""
MOST = 20


@dataclass(frozen=True)
class Carrying:
    """Somebody with more in their hands, in this circle, than the calls a week they are ready for.

    `thanks_at`: the id of the ask in which they last answered under their own name, or empty.
    """

    member: Member
    asks: tuple[Ask, ...]
    tasks: tuple[Task, ...]
    thanks_at: str


def carrying(circle: Circle, at: datetime, most: int = MOST) -> list[Carrying]:
    """By name. Four queries, however many they are."""
    asks: dict[str, list[Ask]] = {}
    tasks: dict[str, list[Task]] = {}
    for ask in Ask.objects.filter(circle=circle, state=asking.State.HELD, held_by__isnull=False).order_by(
        "held_at", "pk"
    ):
        asks.setdefault(str(ask.held_by_id), []).append(ask)
    held = Task.objects.filter(circle=circle, state=working.State.HELD, held_by__isnull=False, lease_until__gt=at)
    for task in held.order_by("held_at", "pk"):
        tasks.setdefault(str(task.held_by_id), []).append(task)
    loads = {pk: len(asks.get(pk, ())) + len(tasks.get(pk, ())) for pk in asks.keys() | tasks.keys()}
    members = [one for one in _inside(circle).filter(pk__in=loads) if loads[one.pk] > one.calls_per_week][:most]
    thanks = _last_answers(circle, members)
    return [
        Carrying(one, tuple(asks.get(one.pk, ())), tuple(tasks.get(one.pk, ())), thanks.get(one.pk, ""))
        for one in members
    ]


def never_asked(circle: Circle, at: datetime, most: int = MOST) -> list[Member]:
    """Those who may be called, have been here for a while, and never were in this circle. By name. One query."""
    called = Call.objects.filter(circle=circle, member=OuterRef("pk"))
    long_here = Membership.objects.filter(
        circle=circle, member=OuterRef("pk"), standing=Standing.ACTIVE, joined_at__lte=at - SETTLED_IN
    )
    free = _inside(circle).filter(Exists(long_here), ~Exists(called), calls_per_week__gt=0)
    return list(free[:most])


def waiting(steward: Member, circle: Circle, most: int = MOST) -> list[AskRow]:
    """Open asks without an answer, by need."""
    rows = of_circle(steward, circle.pk, size=most * 2).items
    return [row for row in rows if not row.answers][:most]


def _inside(circle: Circle) -> QuerySet[Member]:
    here = Membership.objects.filter(circle=circle, member=OuterRef("pk"), standing=Standing.ACTIVE)
    found: QuerySet[Member] = Member.objects.filter(Exists(here), is_active=True)
    return found.order_by("handle_folded")


def _last_answers(circle: Circle, members: list[Member]) -> dict[str, str]:
    own = Answer.objects.filter(circle=circle, author__in=members, by_asker=False, voice=asking.Voice.OWN)
    latest = own.order_by("created_at").values_list("author_id", "ask_id")
    return {str(author): ask for author, ask in latest}
