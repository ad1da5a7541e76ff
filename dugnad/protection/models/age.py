from __future__ import annotations

from django.db import models

from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.protection.enums import Age


class AgeWord(models.Model):
    """What one member says about the age of somebody in a circle for young people: themselves, or another.

    Not recorded as an act, and without a time: the ledger forgets nothing. Only the circle's stewards see it.
    """

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    about = models.ForeignKey(Member, models.CASCADE, related_name="age_words")
    by = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    age = models.CharField(max_length=5, choices=Age.choices)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "about", "by"], name="one_age_word"),
            models.CheckConstraint(condition=models.Q(age__in=Age.values), name="age_known"),
        ]
