from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.safety.models.case import Case
from dugnad.safety.models.report import ReportPicture


class Exposure(models.Model):
    """Something hard that somebody looked at for the others: a case, once, or a picture, each time."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    picture = models.ForeignKey(ReportPicture, models.SET_NULL, null=True, related_name="+")
    of_picture = models.BooleanField(default=False)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "case"], condition=models.Q(of_picture=False), name="a_case_is_counted_once"
            )
        ]
        indexes = [models.Index(fields=["member", "at"], name="exposures_of_a_member")]
