from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.ledger.models import Recorded


class Keeping(Recorded):
    """For how long what is written in a circle is kept. Without the row: for ever."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="keeping")
    days = models.PositiveSmallIntegerField(_("days"))
    chosen_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(days__gte=1), name="kept_at_least_a_day")]
