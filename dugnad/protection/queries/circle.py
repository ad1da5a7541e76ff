"""What a circle has been marked for, who is there for safeguarding, and how long what is written is kept."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member
from dugnad.protection.models import Keeping, Protection
from dugnad.protection.terms import LONGEST


@dataclass(frozen=True)
class Facts:
    """`protection` is None for a circle that is not marked, `steward` while nobody is there for safeguarding;
    `days`: how long what is written is kept, None for ever."""

    protection: Protection | None
    steward: Member | None
    days: int | None

    @property
    def whom(self) -> str:
        return self.protection.whom if self.protection else ""


def _protection(circle: str) -> QuerySet[Protection]:
    tends = Membership.objects.filter(
        circle=circle, member=OuterRef("steward"), standing=Standing.ACTIVE, role=Role.STEWARD
    )
    return Protection.objects.filter(circle=circle).select_related("steward").annotate(there=Exists(tends))


def _keeping(circle: str) -> QuerySet[Keeping]:
    return Keeping.objects.filter(circle=circle)


PROTECTION = Prepared(_protection)
KEEPING = Prepared(_keeping)


def protection_of(circle: str) -> Protection | None:
    """The mark of the circle with this id. `there` says whether its safeguarding steward still tends it. One query."""
    found: list[Protection] = PROTECTION.objects(circle=circle)
    return found[0] if found else None


def facts_of(circle: Circle) -> Facts:
    """Two queries."""
    protection = protection_of(circle.pk)
    chosen: list[Keeping] = KEEPING.objects(circle=circle.pk)
    days = chosen[0].days if chosen else None
    if protection:
        days = min(days or LONGEST, LONGEST)
    return Facts(protection, steward_of(protection), days)


def steward_of(protection: Protection | None) -> Member | None:
    """Who is there for safeguarding, if that is somebody who tends the circle now."""
    if protection is None or protection.steward is None:
        return None
    return protection.steward if vars(protection)["there"] and protection.steward.is_active else None


def kept_days() -> dict[str, int]:
    """By id, for how many days each circle keeps what is written; without those that keep it for ever. Two queries."""
    chosen = dict(Keeping.objects.values_list("circle_id", "days"))
    for circle in Protection.objects.values_list("circle_id", flat=True):
        chosen[circle] = min(chosen.get(circle, LONGEST), LONGEST)
    return chosen
