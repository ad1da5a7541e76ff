"""Cases in lists, and a case for one of those who decide it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dugnad.circles.models import Circle
from dugnad.kit.pages import KeysetPage, page
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.enums import PENDING, Phase
from dugnad.safety.models import Case, Decision, Report
from dugnad.safety.queries.deciders import deciders, needed, voices


def decided_by(member: Member, circle: Circle) -> QuerySet[Case]:
    """Those of a circle that `member` decides, with `how_many` reports."""
    mine = Case.objects.filter(rules.decides_case.which(member), circle=circle)
    reports = Report.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(n=Count("pk")).values("n")
    how_many = Coalesce(Subquery(reports, output_field=IntegerField()), 0)
    return mine.select_related("keeper").annotate(how_many=how_many)


def open_ones(member: Member, circle: Circle) -> list[Case]:
    """What waits for a decision, the longest first."""
    return list(decided_by(member, circle).filter(phase=Phase.OPEN).order_by("opened_at", "id")[:100])


def others(member: Member, circle: Circle, after: str | None) -> KeysetPage[Case]:
    """What was decided, the latest first."""
    rows = decided_by(member, circle).exclude(phase=Phase.OPEN)
    return page(rows, keys=("-opened_at", "-id"), after=after, size=20)


@dataclass(frozen=True)
class Standing:
    """A decision as a steward sees it: by how many, how many it takes, and what they can do about it."""

    decision: Decision
    voices: int
    needed: int
    seconds: bool
    takes_back: bool

    @property
    def missing(self) -> int:
        return max(0, self.needed - self.voices)


def decisions(member: Member, case: Case, at: datetime) -> list[Standing]:
    """All that was proposed in the case, the latest first."""
    among = deciders(case)
    decides = member in among
    found = case.decisions.select_related("proposed_by", "appeal").order_by("-proposed_at", "-id")
    return [_standing(member, case, one, among, at, decides=decides) for one in found]


def _standing(
    member: Member, case: Case, decision: Decision, among: list[Member], at: datetime, *, decides: bool
) -> Standing:
    over = decision.until is not None and decision.until <= at
    pending = decision.state in PENDING and not over
    mine = decision.voices.filter(by=member).exists()
    return Standing(
        decision=decision,
        voices=voices(decision, among) if pending else decision.voices.count(),
        needed=needed(case, decision.measure, decision.days, len(among)),
        seconds=pending and decides and not mine,
        takes_back=pending and decides and decision.proposed_by_id == member.pk,
    )


def from_outside(case: Case) -> int:
    """How many reports came from people without an account."""
    return case.reports.filter(outside=True).count()


def newcomers(case: Case) -> tuple[int, int]:
    """How many reported, and how many of them had come to the movement within a week."""
    told = {by: new for by, new in case.reports.values_list("by_id", "newcomer") if by}
    return len(told), sum(told.values())
