"""A signal in the world that is swept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles.models import Circle
from dugnad.kit.ids import new_id
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.signals.acts import SIGNALLED
from dugnad.signals.enums import Kind
from dugnad.signals.models import Signal


@transaction.atomic
def signals(circle: Circle, member: Member, things: dict[str, str], at: datetime) -> None:
    """One about *member*, for those who tend the circle."""
    pk = new_id()
    act = record(SIGNALLED, by=None, about=pk, circle=circle.pk, amount=2, audience=Audience.PRIVATE, at=at)
    made = Signal.objects.create(pk=pk, act=act, circle=circle, kind=Kind.THANKS, about="x", found=2, seen_at=at)
    made.members.add(member)
    things["signal_id"] = made.pk
