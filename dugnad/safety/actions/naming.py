"""Letting one's own name stand beside a decision in the log, or taking it away: for the one concerned alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.actions.moving import note
from dugnad.safety.acts import NAME_PUT, NAME_TAKEN
from dugnad.safety.models import Decision


@transaction.atomic
def name_in_log(*, by: Member, decision: Decision, wish: bool, at: datetime | None = None) -> None:
    """Show the name of the one concerned with the lines of this decision, or no longer. Nothing if it is so already.

    `Refused` for everybody else, and for what was written under another name: it would tell everybody who that is.
    """
    rules.may_be_named.require(by, decision)
    if decision.case.mask:
        raise Refused(_("You wrote this under another name. Beside the decision yours would tell everybody who it is."))
    if Decision.objects.filter(pk=decision.pk, named=not wish).update(named=wish) == 1:
        note(NAME_PUT if wish else NAME_TAKEN, by, decision.pk, decision.case, at or now())
