"""What the movement says of itself, and who may come."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.kit.clock import now
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.acts import MOVEMENT_CHANGED
from dugnad.people.models import Member, Movement
from dugnad.people.rules import keeps_running


@transaction.atomic
def change(*, by: Member, name: str, purpose: str, open_signup: bool, at: datetime | None = None) -> Movement:
    """Change name, purpose and whether anybody may make an account. Raises `Refused` for whoever is no operator."""
    movement = Movement.objects.get()
    keeps_running.require(by, movement)
    facts = {"name": name.strip(), "purpose": purpose.strip(), "open_signup": open_signup}
    if any(getattr(movement, field) != value for field, value in facts.items()):
        Movement.objects.filter(pk=movement.pk).update(**facts)
        record(MOVEMENT_CHANGED, by=by, about=str(movement.pk), audience=Audience.MOVEMENT, at=at or now())
        movement.refresh_from_db()
    return movement
