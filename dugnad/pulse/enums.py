"""How long a lap is, and why a measure is not told."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LAP = timedelta(weeks=12)
"""Each act is counted in one lap and no other."""
FIRST_LAP = timedelta(weeks=4)
"""As old a movement must be before its pulse is taken for the first time."""
FEWEST = 10
"""People. Nothing is told of fewer (4-measures, section 7)."""
FEWEST_ACTIVE = 20
"""People who did something in a lap. With fewer it grows longer, until there are as many."""


class Held(models.TextChoices):
    """Why a measure is not told although it was taken."""

    FEW = "few", _("Fewer than ten people are concerned by this.")
    NEAR = "near", _("Beside what was told before, this would tell of fewer than ten people.")
    BESIDE = "beside", _("Beside the pulse of other circles, this would tell of fewer than ten people.")
