"""What the circles know: living answers, and those that want another look."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from dugnad.asks.enums import LivingState
from dugnad.asks.models import Ask, LivingAnswer
from dugnad.asks.rules import reads_living
from dugnad.circles.rules import stands
from dugnad.kit.prepared import Prepared, Shaped
from dugnad.people.models import Member


def current(member: Member) -> QuerySet[LivingAnswer]:
    """Everything that holds now and the member may read, newest look first."""
    return (
        LivingAnswer.objects.visible_to(member)
        .filter(state=LivingState.CURRENT)
        .select_related("circle", "kind")
        .order_by("-checked_at", "-id")
    )


def _due(reads: list[str], tends: list[str], member: str, today: date) -> QuerySet[LivingAnswer]:
    written = LivingAnswer.objects.filter(authors__member=member).values("pk")
    overdue = LivingAnswer.objects.filter(circle__in=reads, state=LivingState.CURRENT, review_on__lte=today)
    mine = overdue.filter(Q(circle__in=tends) | Q(pk__in=written))
    return mine.select_related("circle", "kind").order_by("review_on", "id")[:MOST_DUE]


DUE = Shaped(_due)
MOST_DUE = 20


def due(member: Member, today: date) -> list[LivingAnswer]:
    """Pages in circles the member tends, or that they wrote in, that are due for another look: the oldest 20."""
    mine = stands(member).values()
    reads = [stand.circle for stand in mine if stand.active or stand.reads_from_start]  # as `reads_common.which` has it
    tends = [stand.circle for stand in mine if stand.steward]
    found: list[LivingAnswer] = DUE.objects(reads=reads, tends=tends, member=member.pk, today=today)
    return [living for living in found if reads_living.can(member, living)]


def _about(circle: str, kind: str) -> QuerySet[LivingAnswer]:
    found = LivingAnswer.objects.filter(circle=circle, kind=kind, state=LivingState.CURRENT)
    return found.order_by("-checked_at", "-id")[:BESIDE]


ABOUT = Prepared(_about)
BESIDE = 3
"""How many pages stand beside an ask."""


def about(member: Member, ask: Ask) -> list[LivingAnswer]:
    """What the circle already knows about this kind of ask, for the side of its page; one query."""
    found: list[LivingAnswer] = ABOUT.objects(circle=ask.circle_id, kind=ask.kind_id)
    return [living for living in found if reads_living.can(member, living)]
