from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.work.enums import Said
from dugnad.work.models.task import Task


class Note(Recorded):
    """Words about how it goes, by whoever holds, does, checks or arranges it. `act` is what they did with them."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="notes", db_index=False)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    said = models.CharField(max_length=11, choices=Said.choices)
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["task", "at", "id"], name="notes_in_order")]
