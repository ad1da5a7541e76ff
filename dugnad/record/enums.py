"""The choices around the record."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Found(models.TextChoices):
    """What a look at the record of another installation found."""

    NOT_YET = "not-yet", _("Not looked at yet")
    GOOD = "good", _("It goes on from what we kept")
    SILENT = "silent", _("It did not answer")
    FORKED = "forked", _("It was changed afterwards")


class Vouched(models.TextChoices):
    """What we found when we asked a witness of our record what it holds of it."""

    NOT_YET = "not-yet", _("Not asked yet")
    GOOD = "good", _("It has signed")
    NOTHING = "nothing", _("It has signed nothing of ours yet")
    SILENT = "silent", _("It did not answer")
    AGAINST = "against", _("It refuses our record")


SIGNED_EVERY = timedelta(minutes=30)
"""How long after a head the next is signed, when something has come: sooner would tell when a closed circle decides."""
LOOKED_EVERY = timedelta(hours=1)
"""How often the records of others are looked at."""
MOST_AT_ONCE = 1000
"""Entries in one answer."""
