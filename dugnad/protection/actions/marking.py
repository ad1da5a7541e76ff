"""Marking a circle as one whose people need more protection, and naming who is there for safeguarding."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.circle import change
from dugnad.circles.actions.ending import hold
from dugnad.circles.enums import Openness, Role, Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.rules import tends
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.protection.acts import PROTECTED, SAFEGUARDING
from dugnad.protection.enums import Whom
from dugnad.protection.models import Protection
from dugnad.protection.queries.circle import protection_of
from dugnad.protection.terms import LONGEST, WORDS


@transaction.atomic
def mark(*, by: Member, circle: Circle, whom: Whom, at: datetime | None = None) -> Protection:
    """Protect `circle`: closed, entered on three words, and what is written is kept for 90 days at most.

    One steward is enough for more protection; less takes more than one (see `unmarking`). Raises `Refused` for those
    who do not tend the circle, and when it is protected already.
    """
    tends.require(by, circle)
    at = at or now()
    hold(circle)
    if protection_of(circle.pk):
        raise Refused(_("This circle is protected already."))
    changed = change(by=by, circle=circle, basis=circle.act_id, at=at, **_stricter(circle))
    act = record(PROTECTED, by=by, about=circle.pk, circle=circle.pk, cause=changed.act_id, at=at)
    try:
        with transaction.atomic():
            made = Protection.objects.create(act=act, circle=circle, whom=whom, marked_at=at)
    except IntegrityError as twice:
        raise Refused(_("This circle is protected already.")) from twice
    # Less is kept, so nobody has to be asked; more would be a matter for several stewards.
    Circle.objects.filter(pk=circle.pk, retention_days__gt=LONGEST).update(retention_days=LONGEST)
    circle.refresh_from_db()
    return made


def _stricter(circle: Circle) -> dict[str, Any]:
    return {
        "openness": Openness.CLOSED if circle.openness == Openness.OPEN else circle.openness,
        "takes_applications": False,
        "vouches_needed": max(circle.vouches_needed, WORDS),
    }


@transaction.atomic
def name(*, by: Member, circle: Circle, steward: Member, reach: str, at: datetime | None = None) -> Protection:
    """Name the steward who is there for safeguarding, and how members reach them. All members see it.

    Raises `Refused` for those who do not tend the circle, for a circle that is not protected, for somebody who does
    not tend it, and without a way to reach them.
    """
    tends.require(by, circle)
    at = at or now()
    hold(circle)
    if protection_of(circle.pk) is None:
        raise Refused(_("Protect the circle first. Then somebody can be named."))
    if not Membership.objects.filter(
        circle=circle, member=steward, standing=Standing.ACTIVE, role=Role.STEWARD
    ).exists():
        raise Refused(_("Only somebody who tends this circle can be there for safeguarding."))
    if not reach.strip():
        raise Refused(_("Write how members reach them, also in the evening."))
    act = record(SAFEGUARDING, by=by, about=circle.pk, circle=circle.pk, toward=steward, at=at)
    Protection.objects.filter(circle=circle).update(act=act, steward=steward, reach=reach.strip())
    return Protection.objects.get(circle=circle)
