"""Who sees that somebody asked, who vouches, and who names the first ones."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from dugnad.circles.enums import Standing
from dugnad.circles.rules import stands
from dugnad.kit.permission import NOTHING
from dugnad.people.rules import keeps_running, meets

if TYPE_CHECKING:
    from dugnad.people.models import Member


def _model(name: str) -> Any:
    return apps.get_model("professions", name).objects


def skills_held(member: Member, at: datetime) -> set[str]:
    """Ids of the professions that `member` is vouched for in, and in good standing: kept out of no circle of it."""
    held = set(_model("Mark").standing(at).filter(member=member).values_list("skill", flat=True))
    memberships = apps.get_model("circles", "Membership").objects
    out = memberships.filter(member=member, standing=Standing.BANNED, circle__profession__in=held)
    return held - set(out.values_list("circle__profession", flat=True)) if member.is_active else set()


def skills_begun_by(member: Member) -> Q:
    """Professions in which `member` may name the first ones, as a condition on `Terms`."""
    if keeps_running.can(member, None):
        return Q()
    return Q(circle__in=[stand.circle for stand in stands(member).values() if stand.steward])


def begins(member: Member, skill: str) -> bool:
    """Whether `member` may name the first ones of the profession with this id."""
    return bool(_model("Terms").filter(skills_begun_by(member), skill=skill).exists())


def sees(member: Member | None, at: datetime) -> Q:
    """Marks that `member` may know of."""
    if member is None:
        return NOTHING
    met = Q(member__in=apps.get_model("people", "Member").objects.filter(meets.which(member)))
    begun = _model("Terms").filter(skills_begun_by(member)).values("skill")
    concerned = Q(skill__in=skills_held(member, at)) | Q(skill__in=begun)
    return Q(member=member) | (met & (Q(ended_at=None, expires_at__gt=at) | (concerned & Q(ended_at=None))))
