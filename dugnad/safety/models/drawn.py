from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.safety.models.case import Case


class Drawn(models.Model):
    """Somebody whom the lot called to decide a case about a circle, which its own stewards do not decide."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="drawn", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "member"], name="drawn_once")]
