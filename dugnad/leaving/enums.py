"""How far an archive has come, and how long things wait."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _


class Made(models.TextChoices):
    """How far an archive has come."""

    WAITING = "waiting", _("Waiting")
    MAKING = "making", _("Being made")
    READY = "ready", _("Ready")
    FAILED = "failed", _("Did not work")


class When(models.TextChoices):
    """When somebody wants to be erased."""

    WEEK = "week", _("In seven days. Until then I can change my mind.")
    NOW = "now", _("Now. This cannot be undone.")


KEPT = timedelta(hours=24)
"""An archive, from the moment it was made."""
SECOND_THOUGHTS = timedelta(days=7)
GIVEN_UP = timedelta(minutes=10)
"""After which somebody else begins what a worker had begun."""
