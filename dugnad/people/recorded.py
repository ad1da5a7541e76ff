"""What the movement as a whole puts on record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts, on_record
from dugnad.people.acts import MOVEMENT_CHANGED
from dugnad.people.models import Movement


def connect() -> None:
    """Called once, when the app is ready."""
    on_record(MOVEMENT_CHANGED, _("The movement was changed"), says=as_it_is)


def as_it_is(acts: Sequence[Act]) -> Mapping[int, Facts]:
    """What the movement says of itself after the last of these acts; of earlier ones nobody knows any more."""
    movement = Movement.objects.get()
    purpose = sha256(movement.purpose.encode()).hexdigest()
    last = max(act.pk for act in acts)
    if Act.objects.filter(verb=MOVEMENT_CHANGED.code, pk__gt=last).exists():
        return {}
    return {last: {"name": movement.name, "purpose": purpose, "open_signup": movement.open_signup}}
