from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.leaving.enums import Made
from dugnad.people.models import Member


class Archive(models.Model):
    """Everything that is held of a member, as a file. Only the session it was asked for in may have it, for a day."""

    id = IdField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    session = models.CharField(max_length=64, help_text="A keyed hash of the session it was asked for in.")
    made = models.CharField(max_length=7, choices=Made.choices, default=Made.WAITING)
    asked_at = models.DateTimeField(default=now)
    begun_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    size = models.BigIntegerField(default=0, help_text="Bytes.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "session"], name="one_archive_a_session")]
        indexes = [models.Index(fields=["made", "asked_at"], name="archives_by_state")]
