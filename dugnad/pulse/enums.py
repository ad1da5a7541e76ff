"""Why a measure is not told, or not anew."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Held(models.TextChoices):
    """Why a measure that was taken is not told; or, of one that lasts, told as it was the last time."""

    FEW = "few", _("It would be about fewer than ten people.")
    ROUNDED = "rounded", _("Rounded to five in a hundred, so that nobody can be found in it.")
    NEAR = "near", _("As it was told before: what is new in it would be about fewer than ten people.")
