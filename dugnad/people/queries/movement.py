"""The movement this installation is."""

from __future__ import annotations

from dugnad.people.models import Movement


def current() -> Movement:
    """The movement, or an unnamed one that has not been set up."""
    return Movement.objects.first() or Movement(name="Dugnad")
