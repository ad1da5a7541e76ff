"""The fixed choices of work, and what each state can become."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LEASE = timedelta(days=3)
"""How long a task is held without a word about it."""
SOON = timedelta(hours=24)
"""So long before a lease is over its holder is told."""
UNIT_LEASE = timedelta(hours=4)
"""How long a unit of a large job is held."""
MOST_UNITS = 1000
"""Units of one job."""
AT_A_TIME = 5
"""Units of one job that one member may hold."""
MOST_WAITS = 20
"""Tasks that one task may wait for."""


class State(models.TextChoices):
    OPEN = "open", _("Open")
    HELD = "held", _("Taken")
    TO_CHECK = "to-check", _("To be checked")
    DONE = "done", _("Done")
    CLOSED = "closed", _("Not needed")


TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.HELD, State.TO_CHECK, State.DONE, State.CLOSED}),
    State.HELD: frozenset({State.OPEN, State.TO_CHECK, State.DONE, State.CLOSED}),
    State.TO_CHECK: frozenset({State.OPEN, State.DONE, State.CLOSED}),
    State.DONE: frozenset({State.OPEN}),
    State.CLOSED: frozenset({State.OPEN}),
}
"""An open task is done at once when its last unit is, or by whoever held it last and was late."""

UNFINISHED = frozenset({State.OPEN, State.HELD, State.TO_CHECK})
"""What waits for a task in one of these goes on waiting."""
RUNNING = frozenset({State.OPEN, State.HELD})


class UnitState(models.TextChoices):
    FREE = "free", _("Free")
    HELD = "held", _("Taken")
    DONE = "done", _("Done")


UNIT_TRANSITIONS: dict[UnitState, frozenset[UnitState]] = {
    UnitState.FREE: frozenset({UnitState.HELD, UnitState.DONE}),
    UnitState.HELD: frozenset({UnitState.FREE, UnitState.DONE}),
    UnitState.DONE: frozenset({UnitState.FREE}),
}
"""A free one is done at once by whoever held it last and was late."""


class Said(models.TextChoices):
    """On what occasion a note was written."""

    PROGRESS = "progress", _("How it goes")
    HANDED_OVER = "handed-over", _("Handed over")
    DONE = "done", _("Done")
    CHECKED = "checked", _("Checked")
    SENT_BACK = "sent-back", _("To be done again")
    REOPENED = "reopened", _("Opened again")
    CLOSED = "closed", _("Not needed")
