from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.protection.enums import Whom


class Protection(Recorded):
    """The mark of a circle whose people need more protection. Without the row a circle has none."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="protection")
    whom = models.CharField(_("whom it is for"), max_length=7, choices=Whom.choices)
    steward = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+",
        help_text="Who is there for safeguarding; holds only while they tend the circle.",
    )  # fmt: skip
    reach = models.CharField(_("how to reach them"), max_length=200, blank=True)
    marked_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(whom__in=Whom.values), name="protection_whom_known")]
