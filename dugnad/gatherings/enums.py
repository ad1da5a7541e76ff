"""The choices around a gathering."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Way(models.TextChoices):
    """How people come together."""

    PLACE = "place", _("In a place")
    ONLINE = "online", _("Online")
    BOTH = "both", _("In a place and online")


class Sight(models.TextChoices):
    """Who may know of it."""

    CIRCLE = "circle", _("Those who read this circle")
    EVERYONE = "everyone", _("Everyone, also people without an account")


class Every(models.TextChoices):
    """How often it happens."""

    ONCE = "once", _("Once")
    WEEK = "week", _("Every week")
    FORTNIGHT = "fortnight", _("Every second week")
    MONTH = "month", _("Every month, on the same weekday")


class State(models.TextChoices):
    """Of one day on which it happens."""

    PLANNED = "planned", _("Takes place")
    CANCELLED = "cancelled", _("Cancelled")


class Word(models.TextChoices):
    """What a member says about coming."""

    COMING = "coming", _("I’m coming")
    MAYBE = "maybe", _("Maybe")
    NOT = "not", _("I can’t")


class Task(models.TextChoices):
    """Roles that gatherings need."""

    STEWARD = "steward", _("Steward")
    FIRST_AID = "first-aid", _("First aid")
    INTERPRETER = "interpreter", _("Interpreter")
    DRIVER = "driver", _("Driver")
    OTHER = "other", _("Something else")


MOST_TIMES = 60
"""Days one gathering may have: more than a year of weeks."""
FARTHEST = timedelta(days=740)
"""How far off its last day may be."""
LONGEST = timedelta(days=7)
CODE_FROM = timedelta(hours=2)
"""How long before the beginning the code at the door is taken."""
CODE_FOR = timedelta(days=7)
"""How long after the end a code may still be typed in: phones come back to a network late."""
KEPT_AFTER = timedelta(hours=24)
"""How long numbers and needs are kept after the end."""
FORGOTTEN_AFTER = timedelta(days=90)
"""How long it is kept who said that they come, who took a role, and who was there; then only how many are."""
REMINDED_BEFORE = timedelta(hours=24)
