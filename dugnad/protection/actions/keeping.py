"""For how long what is written in a circle is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.circles import warrants
from dugnad.circles.actions.ending import hold
from dugnad.circles.enums import Standing
from dugnad.circles.models import Circle, Membership
from dugnad.circles.rules import tends
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.protection.acts import KEPT_FOR
from dugnad.protection.models import Keeping
from dugnad.protection.queries.circle import facts_of
from dugnad.protection.terms import KEEPING


@transaction.atomic
def keep_for(
    *, by: Member, circle: Circle, days: int | None, warrant: Act | None = None, at: datetime | None = None
) -> None:
    """Keep what is written in `circle` for `days` (7, 30 or 90) from now on; None: for ever.

    A steward chooses while nobody else is in the circle; later it takes `warrant`, a decision of several
    (see `dugnad.circles.warrants`: "keeping"). Raises `Refused`, also for a protected circle and "for ever".
    """
    tends.require(by, circle)
    hold(circle)
    if warrant is not None:
        warrants.require(warrant, "keeping", circle.pk, verb=KEPT_FOR)
    elif others_are_in(by, circle):
        raise Refused(_("For how long is kept what others wrote is a matter for several stewards. Propose it."))
    facts = facts_of(circle)
    if days is not None and days not in KEEPING:
        raise Refused(_("Choose 7, 30 or 90 days, or for ever."))
    if days is None and facts.protection:
        raise Refused(_("This circle is protected: what is written is kept for 90 days at most."))
    at = at or now()
    cause = warrant.pk if warrant else None
    act = record(KEPT_FOR, by=by, about=circle.pk, circle=circle.pk, cause=cause, amount=days, at=at)
    Keeping.objects.filter(circle=circle).delete()
    if days is not None:
        Keeping.objects.create(act=act, circle=circle, days=days, chosen_at=at)


def others_are_in(by: Member, circle: Circle) -> bool:
    """Whether somebody else would lose what they wrote."""
    return Membership.objects.filter(circle=circle, standing=Standing.ACTIVE).exclude(member=by).exists()
