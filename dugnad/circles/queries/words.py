"""What a member's word is worth: who may give it, and when it rests."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.terms import BANS_BELOW, BANS_WITHIN, SETTLED_AFTER
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


def require_settled(mine: Membership, at: datetime) -> None:
    """`Refused` for those who have not been in the circle for long. Stewards need not wait."""
    if not is_settled(mine, at):
        day = _day(mine.joined_at + SETTLED_AFTER)
        raise Refused(_("You are new here yourself. From %(day)s on your word can let people in.") % day)


def is_settled(mine: Membership, at: datetime) -> bool:
    """Long enough in the circle to know it; stewards from the start."""
    return mine.role == Role.STEWARD or at >= mine.joined_at + SETTLED_AFTER


def require_unrested(mine: Membership, at: datetime) -> None:
    """`Refused` while the word of this member rests. Stewards answer for theirs elsewhere."""
    until = rests_until(mine, at)
    if mine.role != Role.STEWARD and until:
        raise Refused(
            _(
                "People who came in on your word had to be kept out. So your word rests until %(day)s. "
                "A steward can tell you more."
            )
            % _day(until)
        )


def _day(moment: datetime) -> dict[str, str]:
    return {"day": date_format(localtime(moment), "j F")}


def rests_until(mine: Membership, at: datetime) -> datetime | None:
    """Until when this member's word rests because of those who came in on it and were kept out; None: it counts."""
    vouched = Vouch.objects.filter(circle=mine.circle_id, by=mine.member_id).exclude(fulfilled_at=None)
    ends = (
        Membership.objects.filter(circle=mine.circle_id, standing=Standing.BANNED, ended_at__gt=at - BANS_WITHIN)
        .filter(Q(brought_by=mine.member_id) | Q(member__in=vouched.values("for_member")))
        .order_by("-ended_at")
        .values_list("ended_at", flat=True)
    )
    recent = [ended for ended in ends[:BANS_BELOW] if ended is not None]
    return recent[-1] + BANS_WITHIN if len(recent) == BANS_BELOW else None


def inside(member: Member, circle: Circle) -> Membership | None:
    """Their membership, if they are in the circle now."""
    return Membership.objects.filter(circle=circle, member=member, standing=Standing.ACTIVE).first()
