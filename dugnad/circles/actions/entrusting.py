"""Becoming a steward, and what a circle keeps for how long: by a warrant, never by one person's word."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.circles import guards, warrants
from dugnad.circles.actions.ending import hold
from dugnad.circles.acts import CIRCLE_CHANGED, ROLE_CHANGED
from dugnad.circles.enums import Openness, Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.rules import forget_stands
from dugnad.circles.terms import FIRST_DAYS
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


def entrust(*, by: Member | None, membership: Membership, warrant: Act, at: datetime | None = None) -> None:
    """Make a member a steward on the strength of `warrant`; see `dugnad.circles.warrants`. `by` carries it out."""
    with warrants.traced(membership.circle_id, by, at):
        hold(membership.circle)
        warrants.require(warrant, "steward", membership.pk, verb=ROLE_CHANGED)
        appointed(by=by, membership=membership, cause=warrant.pk, at=at or now())


def appointed(*, by: Member | None, membership: Membership, cause: int, at: datetime) -> None:
    """Write it down. Called by the other actions only, which have asked on the strength of what."""
    act = record(
        ROLE_CHANGED,
        by=by,
        about=membership.circle_id,
        circle=membership.circle_id,
        toward=membership.member,
        cause=cause,
        at=at,
    )
    made = Membership.objects.filter(pk=membership.pk, standing=Standing.ACTIVE, role=Role.MEMBER)
    if made.update(act=act, role=Role.STEWARD) != 1:
        raise Refused(_("They tend this circle already, or are not in it any more."))
    forget_stands(membership.member)
    membership.refresh_from_db()


def retain(
    *, by: Member | None, circle: Circle, days: int, instead_of: int, warrant: Act, at: datetime | None = None
) -> None:
    """Keep sealed parts for `days` from now on, on the strength of `warrant`. `Refused` if it was not `instead_of`."""
    with warrants.traced(circle.pk, by, at):
        warrants.require(warrant, "retention", circle.pk, verb=CIRCLE_CHANGED)
        guards.require_changeable(circle, {"retention_days": days})
        heard_by = Audience.CIRCLE if circle.openness == Openness.HIDDEN else Audience.MOVEMENT
        act = record(
            CIRCLE_CHANGED, by=by, about=circle.pk, circle=circle.pk, cause=warrant.pk, audience=heard_by, at=at
        )
        if Circle.objects.filter(pk=circle.pk, retention_days=instead_of).update(act=act, retention_days=days) != 1:
            raise Refused(_("This was changed meanwhile. Look at how it is now."))
        circle.refresh_from_db()


def may_choose_a_second(circle: Circle, at: datetime) -> bool:
    """Whether the circle is so young that its only steward may choose another alone. Call under `hold`."""
    if at >= circle.created_at + FIRST_DAYS:
        return False
    return Membership.objects.filter(circle=circle, role=Role.STEWARD).count() == 1


def require_may_choose_a_second(circle: Circle, at: datetime) -> None:
    """`Refused` in all other circles, with what there is instead."""
    if may_choose_a_second(circle, at):
        return
    if Membership.objects.filter(circle=circle, role=Role.STEWARD).count() == 1:
        raise Refused(
            _("You tend this circle alone, and its first two weeks are over: its members elect a second steward.")
        )
    raise Refused(_("A new steward is a matter for several: propose it, so that everybody hears of it in time."))
