"""The movement this installation is."""

from __future__ import annotations

from dugnad.kit.prepared import Prepared
from dugnad.people.models import Movement

MOVEMENT = Prepared(lambda: Movement.objects.order_by("pk")[:1])


def current() -> Movement:
    """The movement, or an unnamed one that has not been set up."""
    found: list[Movement] = MOVEMENT.objects()
    return found[0] if found else Movement(name="Dugnad")
