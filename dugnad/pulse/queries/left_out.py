"""Who does not want to be counted. There is no list of them for anybody: a member learns of themselves alone."""

from __future__ import annotations

from datetime import datetime

from dugnad.people.models import Member
from dugnad.pulse.models import LeftOut


def left_out_since(member: Member) -> datetime | None:
    """Since when the pulse leaves `member` out; None if it counts them."""
    return LeftOut.objects.filter(person_key=member.person_key).values_list("since", flat=True).first()


def left_out() -> tuple[str, ...]:
    """The person keys of all who are left out, for taking."""
    return tuple(LeftOut.objects.order_by("person_key").values_list("person_key", flat=True))
