"""The fixed choices around an ask, and what each state can become."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Urgency(models.IntegerChoices):
    NOW = 0, _("Now")
    TODAY = 1, _("Today")
    THIS_WEEK = 2, _("This week")
    NO_HURRY = 3, _("No hurry")


RISES_AFTER: dict[Urgency, timedelta] = {
    Urgency.NOW: timedelta(minutes=15),
    Urgency.TODAY: timedelta(hours=2),
    Urgency.THIS_WEEK: timedelta(hours=24),
    Urgency.NO_HURRY: timedelta(hours=72),
}
"""How long an ask may stand without an answer before its circle's stewards are told."""

CALL_WAITS: dict[Urgency, timedelta] = {
    Urgency.NOW: timedelta(minutes=7),
    Urgency.TODAY: timedelta(minutes=50),
    Urgency.THIS_WEEK: timedelta(hours=10),
    Urgency.NO_HURRY: timedelta(hours=30),
}
"""How long somebody who is called by name has for a word, before others are called: twice before the stewards hear."""


class State(models.TextChoices):
    OPEN = "open", _("Open")
    HELD = "held", _("Somebody has taken this")
    HELPED = "helped", _("Helped")
    CLOSED = "closed", _("Closed")


TRANSITIONS: dict[State, frozenset[State]] = {
    State.OPEN: frozenset({State.HELD, State.HELPED, State.CLOSED}),
    State.HELD: frozenset({State.OPEN, State.HELPED, State.CLOSED}),
    State.HELPED: frozenset({State.OPEN}),
    State.CLOSED: frozenset({State.OPEN}),
}


ANSWERABLE = frozenset({State.OPEN, State.HELD, State.HELPED})
"""A closed ask takes no more words until it is opened again."""


class Voice(models.TextChoices):
    """In whose name something is written."""

    OWN = "own", _("In my own name")
    PSEUDONYM = "pseudonym", _("Under my other name in this circle")
    BEHALF = "behalf", _("On behalf of somebody else")


IN_OWN_NAME = (Voice.OWN, Voice.BEHALF)
"""Voices that show who is writing. A case has a made-up name; whoever speaks for it has not."""


class Nature(models.TextChoices):
    """What an answer gives. Both count the same."""

    PRACTICAL = "practical", _("Practical")
    EMOTIONAL = "emotional", _("With you")


class Letting(models.TextChoices):
    """Where somebody stands with a sealed part."""

    REQUESTED = "requested", _("Asked to read")
    LET_IN = "let-in", _("May read")
    REFUSED = "refused", _("May not read")


class LivingState(models.TextChoices):
    CURRENT = "current", _("Current")
    RETIRED = "retired", _("No longer true")


class Unit(models.TextChoices):
    """What an offer is counted in."""

    BEDS = "beds", _("beds")
    HOURS = "hours", _("hours")
    SEATS = "seats", _("seats")
    THINGS = "things", _("things")


class Booking(models.TextChoices):
    HELD = "held", _("Held, waiting for the one who offers")
    KEPT = "kept", _("Agreed")
    RELEASED = "released", _("Given back")


BOOKING_TRANSITIONS: dict[Booking, frozenset[Booking]] = {
    Booking.HELD: frozenset({Booking.KEPT, Booking.RELEASED}),
    Booking.KEPT: frozenset({Booking.RELEASED}),
    Booking.RELEASED: frozenset(),
}


class CallState(models.TextChoices):
    """Where somebody who was called by name stands with it."""

    WAITING = "waiting", _("Waits for a word from you")
    ACCEPTED = "accepted", _("You said yes")
    CAME = "came", _("You helped")
    DECLINED = "declined", _("You could not this time")
    PASSED_ON = "passed-on", _("You passed it on")
    RAN_OUT = "ran-out", _("Others were asked meanwhile")
    ENDED = "ended", _("No longer needed")


CALL_TRANSITIONS: dict[CallState, frozenset[CallState]] = {
    CallState.WAITING: frozenset(CallState) - {CallState.WAITING},
    CallState.ACCEPTED: frozenset(CallState) - {CallState.WAITING, CallState.ACCEPTED},
    CallState.RAN_OUT: frozenset({CallState.ACCEPTED, CallState.CAME, CallState.DECLINED, CallState.PASSED_ON}),
    CallState.DECLINED: frozenset({CallState.CAME}),
    CallState.PASSED_ON: frozenset({CallState.CAME}),
    CallState.ENDED: frozenset({CallState.CAME}),
    CallState.CAME: frozenset(),
}
"""Whoever answers has come, whatever they had said before."""

CALL_OPEN = frozenset({CallState.WAITING, CallState.ACCEPTED})
"""There is still a word, or help, to wait for."""

TRIED = frozenset({CallState.CAME, CallState.DECLINED, CallState.PASSED_ON, CallState.RAN_OUT})
"""These tell how likely somebody is to come. A call that was no longer needed tells nothing."""
