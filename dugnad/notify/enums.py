"""The fixed choices of telling."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Rhythm(models.TextChoices):
    """How often a member wants the digest."""

    DAILY = "daily", _("Every day")
    WEEKLY = "weekly", _("Once a week")
    NEVER = "never", _("Never")


class Wish(models.TextChoices):
    """How a member wants to hear by mail of what goes on in one circle."""

    AT_ONCE = "at-once", _("At once")
    DIGEST = "digest", _("In the digest")
    NOTHING = "nothing", _("Nothing by mail")


class Weekday(models.IntegerChoices):
    """As `datetime.weekday` counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class Sort(models.TextChoices):
    """What a letter is."""

    TOLD = "told", _("About one thing")
    DIGEST = "digest", _("Digest")
    ACCOUNT = "account", _("About the account")
    OUTSIDE = "outside", _("To somebody without an account")
    OUTSIDE_LATER = "later", _("To many without an account")


SEALED = (Sort.ACCOUNT, Sort.OUTSIDE, Sort.OUTSIDE_LATER)
"""Those that are kept as they were written; the others are made when they leave."""


class Post(models.TextChoices):
    """How far a letter has come."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    DROPPED = "dropped", _("Not needed any more")
    FAILED = "failed", _("Could not be sent")


TRANSITIONS: dict[Post, frozenset[Post]] = {
    Post.WAITING: frozenset({Post.SENT, Post.DROPPED, Post.FAILED}),
    Post.SENT: frozenset(),
    Post.DROPPED: frozenset(),
    Post.FAILED: frozenset({Post.WAITING}),
}
"""A letter that failed waits again when an operator says so."""
