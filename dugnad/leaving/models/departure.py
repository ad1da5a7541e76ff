from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.people.models import Member


class Departure(models.Model):
    """Somebody has asked to be erased at `due_at`. The row goes with them, or when they think again."""

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="departure")
    granted = models.JSONField(default=list, help_text="Names of the wishes that were granted: what may stay.")
    asked_at = models.DateTimeField(default=now)
    due_at = models.DateTimeField()
    begun_at = models.DateTimeField(null=True, blank=True, help_text="A worker is at it since then.")

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="departures_by_time")]
