"""Links that lead into the movement and one of its circles."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.circles import rules
from dugnad.circles.actions.application import ask_to_enter
from dugnad.circles.actions.ending import hold
from dugnad.circles.actions.entrusting import require_may_choose_a_second
from dugnad.circles.actions.membership import enter, require_current
from dugnad.circles.actions.vouch import admit_if_ready, give
from dugnad.circles.acts import FOLLOWED, INVITED, REVOKED
from dugnad.circles.enums import Openness, Progress, Role, Standing
from dugnad.circles.models import Application, Circle, Invitation, InvitationUse, Membership, Vouch
from dugnad.circles.queries.invitations import by_id, hash_of, leads_in, living
from dugnad.circles.queries.way_in import OPEN_WORDS
from dugnad.circles.queries.words import require_settled, require_unrested, uses_of
from dugnad.circles.terms import LINKS_AT_A_TIME
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member

TOKEN_BYTES = 24
GONE = gettext_lazy("This link does not work any more. Please ask whoever sent it for a new one.")


@transaction.atomic
def invite(
    *,
    by: Member,
    circle: Circle,
    days: int = 7,
    uses: int = 1,
    note: str = "",
    for_steward: bool = False,
    at: datetime | None = None,
) -> tuple[Invitation, str]:
    """A new link and its token, which is kept nowhere. `for_steward`: whoever comes by it tends the circle too,
    while it is young and has no second steward.

    Raises `Refused` for those whose word does not count (yet), and when too many links wait.
    """
    rules.invites.require(by, circle)
    at = at or now()
    mine = Membership.objects.get(circle=circle, member=by)
    _require_may_invite(mine, circle, uses, for_steward, at)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    invitation_id = new_id()
    act = record(INVITED, by=by, about=invitation_id, circle=circle.pk, audience=Audience.PRIVATE, at=at)
    invitation = Invitation(
        id=invitation_id,
        act=act,
        circle=circle,
        by=by,
        token_hash=hash_of(token),
        note=note,
        uses=uses,
        uses_left=uses,
        for_steward=for_steward,
        expires_at=at + timedelta(days=days),
        created_at=at,
    )
    invitation.save(force_insert=True)
    return invitation, token


def _require_may_invite(mine: Membership, circle: Circle, uses: int, for_steward: bool, at: datetime) -> None:
    steward = mine.role == Role.STEWARD
    if for_steward and not (steward and uses == 1):
        raise Refused(_("Only a steward can invite another steward, and one at a time."))
    if for_steward:
        require_may_choose_a_second(circle, at)
    if circle.openness != Openness.OPEN:
        require_settled(mine, at)
    require_unrested(mine, at)
    if uses not in uses_of(mine, at):
        raise Refused(_("A link cannot be for so many people."))
    if Invitation.objects.filter(living(at), circle=circle, by=mine.member_id).count() >= LINKS_AT_A_TIME:
        raise Refused(_("You have many links waiting already. Take one of them back first."))


@transaction.atomic
def revoke(*, by: Member, invitation: Invitation, at: datetime | None = None) -> None:
    """Stop a link from working: by whoever made it, or a steward. Those who are in stay in."""
    if invitation.by_id != by.pk:
        rules.tends.require(by, invitation.circle)
    at = at or now()
    act = record(
        REVOKED,
        by=by,
        about=invitation.pk,
        circle=invitation.circle_id,
        cause=invitation.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    if Invitation.objects.filter(pk=invitation.pk, revoked_at=None).update(act=act, revoked_at=at) != 1:
        raise Refused(_("This link has been taken back already."))


@transaction.atomic
def take_up(*, by: Member, invitation: Invitation, at: datetime | None = None) -> InvitationUse:
    """Let one use of the link be this member's: when they make their account by it, or accept it. Once each.

    Raises `Refused` when the link has expired, was used up or taken back.
    """
    at = at or now()
    mine = InvitationUse.objects.filter(invitation=invitation, member=by).first()
    if mine:
        return mine
    taken = Invitation.objects.filter(living(at), pk=invitation.pk).update(uses_left=F("uses_left") - 1)
    if taken != 1:
        raise Refused(GONE)
    use_id = new_id()
    act = record(
        FOLLOWED,
        by=by,
        about=invitation.pk,
        circle=invitation.circle_id,
        toward=invitation.by,
        cause=invitation.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    try:
        with transaction.atomic():
            return InvitationUse.objects.create(id=use_id, act=act, invitation=invitation, member=by, taken_at=at)
    except IntegrityError as twice:
        raise Refused(_("You have followed this link already.")) from twice


@transaction.atomic
def accept(
    *, by: Member, invitation: Invitation, norms: int, answers: Sequence[str] = (), at: datetime | None = None
) -> Membership | Application:
    """Come in by the link, having read the norms of version `norms`: into open circles, and on a steward's link.

    On another member's link into a closed or hidden circle it is that member's word: an application with `answers` to
    the circle's questions waits for further words, or is a membership at once if there are enough.
    """
    at = at or now()
    circle = invitation.circle
    hold(circle)
    require_current(circle, norms)
    _require_outside(by, circle)
    if by_id(invitation.pk, by, at) is None:
        raise Refused(GONE)
    use = take_up(by=by, invitation=invitation, at=at)
    if leads_in(invitation):
        return enter(
            circle=circle,
            member=by,
            brought_by=invitation.by,
            link=invitation,
            cause=invitation.act_id,
            norms=norms,
            at=at,
        )
    InvitationUse.objects.filter(pk=use.pk, ended_at=None).update(ended_at=at)
    return _wait(invitation, by, norms, answers, at)


def _require_outside(by: Member, circle: Circle) -> None:
    standing = Membership.objects.filter(circle=circle, member=by).values_list("standing", flat=True).first()
    if standing == Standing.ACTIVE:
        raise Refused(_("You are already in this circle."))
    if standing == Standing.BANNED:
        raise Refused(_("The stewards of this circle have decided to keep you out."))


def _wait(
    invitation: Invitation, by: Member, norms: int, answers: Sequence[str], at: datetime
) -> Membership | Application:
    circle, cause = invitation.circle, invitation.act_id
    if not Vouch.objects.filter(OPEN_WORDS, circle=circle, by=invitation.by, for_member=by).exists():
        give(circle=circle, by=invitation.by, for_member=by, words=invitation.note, cause=cause, at=at)
    waiting = Application.objects.filter(circle=circle, member=by, progress=Progress.WAITING).first()
    application = waiting or ask_to_enter(circle=circle, by=by, norms=norms, answers=answers, cause=cause, at=at)
    return admit_if_ready(circle=circle, member=by, at=at) or application
