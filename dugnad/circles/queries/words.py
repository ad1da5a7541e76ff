"""What a member's word is worth: who may give it, and when it rests."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from dugnad.circles import levels
from dugnad.circles.branches import above
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership, Vouch
from dugnad.circles.queries.trust import facts_of
from dugnad.circles.terms import BANS_BELOW, BANS_WITHIN, SETTLED_AFTER, USES_BY_KNOWN
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


def require_settled(mine: Membership, at: datetime) -> None:
    """`Refused` for those whose word does not count yet, or no more. Stewards need not wait."""
    facts = facts_of(mine)
    if levels.powers(facts, at).word:
        return
    if facts.forsaken:
        raise Refused(
            _("The words that brought you in were taken back, so yours lets nobody in for now. Talk with a steward.")
        )
    raise Refused(_("You are new here yourself. From %(day)s on your word can let people in.") % _settled_on(facts))


def _settled_on(facts: levels.Facts) -> dict[str, str]:
    return _day(facts.since + SETTLED_AFTER)


def is_settled(mine: Membership, at: datetime) -> bool:
    """Known in the circle; stewards from the start."""
    return levels.powers(facts_of(mine), at).word


def uses_of(mine: Membership, at: datetime) -> tuple[int, ...]:
    """For how many people a link of this member may be. Into an open circle anybody may invite one at a time."""
    if mine.role == Role.STEWARD:
        return levels.OF_STEWARDS.uses
    return levels.powers(facts_of(mine), at).uses or USES_BY_KNOWN


def require_unrested(mine: Membership, at: datetime) -> None:
    """`Refused` while the word of this member rests. Stewards answer for theirs elsewhere."""
    if mine.role == Role.STEWARD:
        return
    if mine.resting:
        raise Refused(
            _(
                "The stewards have paused invitations and words in your part of the circle while they look at "
                "something. Nobody is kept out by that. A steward can tell you more."
            )
        )
    if until := rests_until(mine, at):
        raise Refused(
            _(
                "People who came in on your word had to be kept out. So your word rests until %(day)s. "
                "A steward can tell you more."
            )
            % _day(until)
        )


def _day(moment: datetime) -> dict[str, str]:
    return {"day": date_format(localtime(moment), "j F")}


def rests(mine: Membership, at: datetime) -> bool:
    """Does the word of this member count for nothing at the moment? Never that of a steward."""
    return mine.role != Role.STEWARD and (mine.resting or rests_until(mine, at) is not None)


def rests_until(mine: Membership, at: datetime) -> datetime | None:
    """Until when this member's word rests because of those below them who were kept out; None: it counts.

    Below them is whoever they brought or gave their word for, whoever those brought, and so on.
    """
    recent = bans_below(mine, at)
    return recent[BANS_BELOW - 1] + BANS_WITHIN if len(recent) >= BANS_BELOW else None


def bans_below(mine: Membership, at: datetime) -> list[datetime]:
    """When those were kept out, the latest first, as far as it weighs on this member's word. One query, mostly."""
    begins = max(at - BANS_WITHIN, mine.reviewed_at or at - BANS_WITHIN)
    banned = Membership.objects.filter(circle=mine.circle_id, standing=Standing.BANNED, ended_at__gt=begins)
    ends: dict[str, datetime | None] = dict(banned.order_by("-ended_at").values_list("member", "ended_at"))
    if len(ends) < BANS_BELOW:
        return []
    responsible = answering_for(mine.circle_id, ends)
    return [end for member, end in ends.items() if end is not None and mine.member_id in responsible[member]]


def answering_for(circle: str, members: dict[str, datetime | None]) -> dict[str, set[str]]:
    """By id of each of these members: whoever brought them or gave their word for them, and everybody above. Two
    queries."""
    parents = parents_in(circle)
    found = {member: set(above(member, parents)) for member in members}
    words = Vouch.objects.filter(circle=circle, for_member__in=members).exclude(fulfilled_at=None)
    for by, member in words.values_list("by", "for_member"):
        found[member].add(by)
    return found


def parents_in(circle: str) -> dict[str, str | None]:
    """Who brought whom into the circle, whatever has become of them there."""
    return dict(Membership.objects.filter(circle=circle).values_list("member", "brought_by"))


def inside(member: Member, circle: Circle) -> Membership | None:
    """Their membership, if they are in the circle now."""
    return Membership.objects.filter(circle=circle, member=member, standing=Standing.ACTIVE).first()
