"""The e-mail address that organisers give to a target, and what comes there: held for them, never shown by itself."""

from __future__ import annotations

from dugnad.campaigns.actions.replies import take_in
from dugnad.campaigns.models import TargetDoor
from dugnad.kit.ids import LENGTH
from dugnad.kit.mailboxes import Arrived, Mailbox, domain, register

LETTER = "t"
LONGEST = 20_000
"""Characters of a reply that are kept; nobody answers at greater length."""


def connect() -> None:
    """Called once, when the app is ready."""
    register(Mailbox(LETTER, known=lambda local: _door(local) is not None, take=take))


def address_of(door: TargetDoor) -> str:
    """The address; empty where no mail comes in."""
    return f"{LETTER}{door.target_id}{door.mark}@{domain()}" if domain() else ""


def take(arrived: Arrived) -> bool:
    """Hold what came for the organisers; False when it has come before, or the address has ended meanwhile."""
    door = _door(arrived.local)
    if door is None:
        return False
    made = take_in(
        target=door.target, text=arrived.text[:LONGEST], sender=arrived.sender[:320], key=arrived.key, at=arrived.at
    )
    return made is not None


def _door(local: str) -> TargetDoor | None:
    target, mark = local[1 : 1 + LENGTH], local[1 + LENGTH :]
    doors = TargetDoor.objects.filter(target=target, mark=mark, ended_at=None)
    return doors.select_related("target__campaign").first()
