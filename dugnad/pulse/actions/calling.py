"""A steward asks somebody by name who was never asked."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.asks.actions.calls import call_by_name
from dugnad.asks.enums import State
from dugnad.asks.models import Ask, Round
from dugnad.circles.rules import tends_its_circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member


@transaction.atomic
def call(*, by: Member, ask: Ask, member: str, at: datetime | None = None) -> None:
    """Call the member with this id for `ask`, as the thought of `by`, who tends its circle. Raises `Refused`.

    Quiet hours, capacity and blocks hold for a steward's call as for any other.
    """
    tends_its_circle.require(by, ask)
    if ask.state != State.OPEN:
        raise Refused(_("This has come to an end already."))
    running = Round.objects.filter(pk=ask.pk).first()
    if call_by_name(ask=ask, member=member, wave=running.wave if running else 1, by=by, at=at or now()) is None:
        raise Refused(_("They cannot be called for this just now: perhaps it is quiet with them. Ask somebody else."))
