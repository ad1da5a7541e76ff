"""The fixed choices of a circle."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Openness(models.TextChoices):
    OPEN = "open", _("Open: every member of the movement reads, and joins with one tap")
    CLOSED = "closed", _("Closed: every member sees that it exists; only its members read")
    HIDDEN = "hidden", _("Hidden: only its members, and those they invite, know of it")


class Role(models.TextChoices):
    MEMBER = "member", _("Member")
    STEWARD = "steward", _("Steward")


class Level(models.TextChoices):
    """How far a member is trusted in one circle, from the least."""

    NEW = "new", pgettext_lazy("trust", "New")
    KNOWN = "known", pgettext_lazy("trust", "Known")
    TRUSTED = "trusted", pgettext_lazy("trust", "Trusted")


class Standing(models.TextChoices):
    """Where somebody who has ever been in a circle stands with it now."""

    ACTIVE = "active", _("In the circle")
    LEFT = "left", _("Left")
    BANNED = "banned", _("Kept out")


class Progress(models.TextChoices):
    """How far somebody has come on the way into a circle."""

    WAITING = "waiting", _("Waiting for the circle")
    ADMITTED = "admitted", _("Let in")
    DECLINED = "declined", _("Not let in")
    WITHDRAWN = "withdrawn", _("Taken back")


TRANSITIONS: dict[Progress, frozenset[Progress]] = {
    Progress.WAITING: frozenset({Progress.ADMITTED, Progress.DECLINED, Progress.WITHDRAWN}),
    Progress.ADMITTED: frozenset(),
    Progress.DECLINED: frozenset(),
    Progress.WITHDRAWN: frozenset(),
}
"""What an application can become. Declined and withdrawn ones stay as they are; one may apply anew."""
