"""Who decides a case, how many it takes, and who could look at it anew."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from dugnad.circles import rules as circle_rules
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.circles.terms import FOUNDING, SETTLED_AFTER
from dugnad.people.models import Block, Member
from dugnad.safety import rules
from dugnad.safety.enums import Measure
from dugnad.safety.models import Case, Decision, Report
from dugnad.safety.terms import LONG, VOICES, VOICES_TO_KEEP_OUT_LONG


def deciders(case: Case) -> list[Member]:
    """The stewards who see and decide it now, by handle."""
    return list(Member.objects.filter(rules.decides_case.who(case)).order_by("handle_folded"))


def stewards_of(circle: str) -> list[Member]:
    """Those who tend the circle, by handle."""
    tending = Membership.objects.filter(circle=circle, standing=Standing.ACTIVE, role=Role.STEWARD)
    return list(Member.objects.filter(pk__in=tending.values("member")).order_by("handle_folded"))


def needed(case: Case, measure: str, days: int, there_are: int) -> int:
    """How many stewards it takes, of those who decide it. Never fewer than two, but to let something be."""
    if measure == Measure.NOTHING and not case.mask:
        return max(1, min(VOICES, there_are))
    if measure == Measure.KEEP_OUT and (days == 0 or timedelta(days=days) > LONG):
        return max(VOICES, min(VOICES_TO_KEEP_OUT_LONG, there_are))
    return VOICES


def voices(decision: Decision, among: list[Member]) -> int:
    """How many of those who may decide it now have said yes."""
    return decision.voices.filter(by__in=[one.pk for one in among]).count()


def others_who_tend(decision: Decision) -> list[Member]:
    """Stewards who decide such cases and had no part in this decision, nor in what was reported."""
    own = set(decision.voices.values_list("by_id", flat=True)) | _reporters(decision.case)
    return [one for one in deciders(decision.case) if one.pk not in own]


def others_inside(decision: Decision, at: datetime) -> list[Member]:
    """Members of the circle who know it and had no part in any of it, nor are kept apart from the one concerned."""
    case = decision.case
    if rules.is_about_circle.can(None, case):
        own = set(decision.voices.values_list("by_id", flat=True))
        return [one for one in (*stewards_elsewhere(case), *outsiders(case, at)) if one.pk not in own]
    known = Membership.objects.filter(circle=case.circle_id, standing=Standing.ACTIVE, role=Role.MEMBER).filter(
        Q(joined_at__lte=at - SETTLED_AFTER) | Q(joined_at__lte=case.circle.created_at + FOUNDING)
    )
    own = set(decision.voices.values_list("by_id", flat=True)) | _reporters(case)
    found = Member.objects.filter(pk__in=known.values("member"), is_active=True).exclude(pk__in=own)
    if case.person_id and not case.mask:
        blocks = Block.objects.filter(Q(by=case.person_id) | Q(of=case.person_id)).values_list("by_id", "of_id")
        found = found.exclude(pk__in={one for pair in blocks for one in pair})
    return list(found.exclude(pk=case.person_id).order_by("pk"))


def stewards_elsewhere(case: Case) -> list[Member]:
    """Who tends other circles, could see the reported one and does not tend it, and had no part in it yet."""
    others = Membership.objects.filter(standing=Standing.ACTIVE, role=Role.STEWARD).exclude(circle=case.circle_id)
    return list(_strangers_to(case).filter(pk__in=others.values("member")).order_by("pk"))


def outsiders(case: Case, at: datetime) -> list[Member]:
    """Members who have been here for a month and tend nothing; of a hidden circle its own, for nobody else knows it."""
    tending = Membership.objects.filter(standing=Standing.ACTIVE, role=Role.STEWARD).values("member")
    return list(_strangers_to(case).filter(joined_at__lte=at - SETTLED_AFTER).exclude(pk__in=tending).order_by("pk"))


def _strangers_to(case: Case) -> QuerySet[Member]:
    own = {*_reporters(case), *case.drawn.values_list("member_id", flat=True)}
    found: QuerySet[Member] = Member.objects.filter(circle_rules.might_see.who(case.circle), is_active=True)
    return found.exclude(pk__in=own).exclude(circle_rules.tends.who(case.circle))


def _reporters(case: Case) -> set[str]:
    return {by for by in Report.objects.filter(case=case).values_list("by_id", flat=True) if by}
