"""How much the stewards of a circle have looked at for the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dugnad.people.models import Member
from dugnad.safety.models import Exposure
from dugnad.safety.terms import COUNTED_FOR, MUCH


@dataclass(frozen=True)
class Load:
    """In the last thirty days."""

    member: Member
    cases: int
    pictures: int

    @property
    def much(self) -> bool:
        """Time to rest, and to hand something over."""
        return self.cases + self.pictures >= MUCH


def loads(members: list[Member], at: datetime) -> list[Load]:
    """One for each of them, whoever has seen least first. One query; a count says nothing of what it was."""
    seen = Exposure.objects.filter(member__in=members, at__gt=at - COUNTED_FOR).order_by().values("member")
    counted = seen.annotate(
        cases=Count("pk", filter=Q(of_picture=False)), pictures=Count("pk", filter=Q(of_picture=True))
    )
    known = {row["member"]: (row["cases"], row["pictures"]) for row in counted}
    found = [Load(one, *known.get(one.pk, (0, 0))) for one in members]
    return sorted(found, key=lambda load: (load.cases + load.pictures, load.member.handle_folded))
