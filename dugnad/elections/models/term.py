from __future__ import annotations

from django.db import models

from dugnad.circles.models import Circle
from dugnad.elections.enums import LONGEST_TERM, MONTHS, SHORTEST_TERM


class Term(models.Model):
    """For how long the stewards of a circle serve. `months` holds from the next election on."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="term")
    months = models.PositiveSmallIntegerField(default=MONTHS)
    ends_at = models.DateTimeField()
    announced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(months__gte=SHORTEST_TERM, months__lte=LONGEST_TERM), name="term_of_bearable_length"
            )
        ]
        indexes = [models.Index(fields=["ends_at"], name="terms_by_end")]


class Watch(models.Model):
    """The day on which some steward of a circle was last here: nothing finer is kept, and not who it was."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="watch")
    seen_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["seen_on"], name="circles_by_last_seen")]
