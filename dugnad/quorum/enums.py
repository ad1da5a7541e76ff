"""The numbers and states of what stewards decide together."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

WAITING = timedelta(hours=48)
"""Between proposing and carrying out, while everybody in the circle is told. Also until a new key counts."""
EXPIRES = timedelta(days=14)
"""From proposing: what was not carried out by then is over."""
EXPORT_OPEN = timedelta(hours=24)
"""For so long the steward who was named may take the export."""
LAST_DAYS = timedelta(days=7)
"""Between the decision to delete a circle and its end: time to take along what is one's own, or to stop it."""
FAREWELL = timedelta(days=30)
"""For so long those who were in a circle can read that it was deleted."""
LEAST = 2
"""Stewards. One alone decides nothing of this."""
KEYS_A_DAY = 5
"""New keys of one steward in one circle within a day."""


class State(models.TextChoices):
    """Where a proposal stands. A pause is apart from it."""

    OPEN = "open", _("Waiting")
    CARRIED = "carried", _("Carried out")
    WITHDRAWN = "withdrawn", _("Taken back")
    EXPIRED = "expired", _("Over")


TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.CARRIED, State.WITHDRAWN, State.EXPIRED}),
    State.CARRIED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
}
