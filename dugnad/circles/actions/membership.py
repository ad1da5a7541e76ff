"""Coming into a circle, and going."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.acts import BROUGHT, JOINED
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.rules import forget_stands
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def enter(
    *,
    circle: Circle,
    member: Member,
    role: Role = Role.MEMBER,
    brought_by: Member | None = None,
    cause: int | None = None,
    at: datetime | None = None,
) -> Membership:
    """Put `member` into `circle`: the last step of every way in, called by the other actions only.

    Entering is accepting the norms as they stand. Somebody who left may come back and reads from that day on;
    `Refused` for those who are kept out or already in.
    """
    at = at or now()
    act = record(JOINED, by=member, about=circle.pk, circle=circle.pk, toward=brought_by, cause=cause, at=at)
    fresh = {
        "act": act,
        "standing": Standing.ACTIVE,
        "role": role,
        "joined_at": at,
        "ended_at": None,
        "norms_accepted": circle.norms_version,
        "brought_by": brought_by,
    }
    membership = Membership.objects.filter(circle=circle, member=member).first()
    if membership is None:
        membership = _insert(circle, member, fresh)
    else:
        _return(membership, fresh)
    if brought_by:
        record(
            BROUGHT,
            by=brought_by,
            about=circle.pk,
            circle=circle.pk,
            toward=member,
            cause=act.pk,
            amount=1,
            at=at,
        )
    forget_stands(member)
    return membership


def _insert(circle: Circle, member: Member, fresh: dict[str, object]) -> Membership:
    try:
        with transaction.atomic():
            return Membership.objects.create(circle=circle, member=member, **fresh)
    except IntegrityError as twice:
        raise Refused(_("You are already in this circle.")) from twice


def _return(membership: Membership, fresh: dict[str, object]) -> None:
    came = Membership.objects.filter(pk=membership.pk, standing=Standing.LEFT).update(**fresh)
    if came != 1:
        if membership.standing == Standing.BANNED:
            raise Refused(_("The stewards of this circle have decided to keep you out."))
        raise Refused(_("You are already in this circle."))
    membership.refresh_from_db()
