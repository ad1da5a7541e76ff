from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.ledger.models import Recorded
from dugnad.people.models import Skill
from dugnad.professions.terms import FEWEST, MOST, NEEDED


class Terms(Recorded):
    """What the movement has decided about a profession. Without the row nobody is vouched for in it."""

    skill = models.OneToOneField(Skill, models.CASCADE, primary_key=True, related_name="+")
    needed = models.PositiveSmallIntegerField(_("members who vouch"), default=NEEDED)
    scope = models.CharField(_("what the mark is good for, and what not"), max_length=200)
    circle = models.ForeignKey(
        Circle, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="A circle of the profession whose stewards may name the first ones, too.",
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(needed__gte=FEWEST, needed__lte=MOST), name="profession_words_needed"
            )
        ]
