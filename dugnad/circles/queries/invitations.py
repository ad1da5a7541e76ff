"""Which links lead where, and for how long."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db.models import Q, QuerySet

from dugnad.circles import guards
from dugnad.circles.enums import Openness, Role
from dugnad.circles.models import Invitation, InvitationUse
from dugnad.circles.queries.words import inside, is_settled, rests
from dugnad.kit.prepared import Prepared
from dugnad.people.models import Member


def living(at: datetime) -> Q:
    """Links that still take somebody.

    Of the link's own columns only: in a conditional update on PostgreSQL, a condition on another table would be
    answered from before the wait for the row, and let two people through.
    """
    return Q(revoked_at=None, expires_at__gt=at, uses_left__gt=0)


def hash_of(token: str) -> str:
    """What is kept of a token. Its 192 random bits need no salt."""
    return sha256(token.encode()).hexdigest()


def by_token(token: str, member: Member | None, at: datetime) -> Invitation | None:
    """The link with this token, if it still works, or has been taken up by `member`; None tells no reason."""
    links = Invitation.objects.select_related("circle", "by")
    return _usable(links.filter(token_hash=hash_of(token)).first(), member, at)


def by_id(invitation_id: str, member: Member | None, at: datetime) -> Invitation | None:
    """The same, for a link that was followed before."""
    links = Invitation.objects.select_related("circle", "by")
    return _usable(links.filter(pk=invitation_id).first(), member, at)


def _usable(link: Invitation | None, member: Member | None, at: datetime) -> Invitation | None:
    if link is None or link.revoked_at is not None:
        return None
    taken = member is not None and InvitationUse.objects.filter(invitation=link, member=member).exists()
    if not taken and not (link.expires_at > at and link.uses_left > 0):
        return None
    return link if holds_good(link, at) else None


def holds_good(link: Invitation, at: datetime) -> bool:
    """Whoever made it may still let people in."""
    theirs = inside(link.by, link.circle) if link.by.is_active else None
    if theirs is None:
        return False
    if theirs.role == Role.STEWARD:
        return True
    settled = link.circle.openness == Openness.OPEN or is_settled(theirs, at)
    return settled and not link.for_steward and not rests(theirs, at)


def leads_in(link: Invitation) -> bool:
    """Straight into the circle; else it is one member's word among those that are needed."""
    if link.circle.openness == Openness.OPEN:
        return True
    theirs = inside(link.by, link.circle)
    return theirs is not None and theirs.role == Role.STEWARD and not guards.words_only(link.circle)


def _taken(member: str) -> QuerySet[InvitationUse]:
    uses = InvitationUse.objects.filter(member=member, ended_at=None, invitation__revoked_at=None)
    return uses.select_related("invitation__circle", "invitation__by").order_by("-taken_at", "-id")


TAKEN = Prepared(_taken)


def taken_by(member: Member) -> list[Invitation]:
    """Links that `member` has taken up without coming in yet, newest first."""
    uses: list[InvitationUse] = TAKEN.objects(member=member.pk)
    return [use.invitation for use in uses]
