from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.ledger.models import Recorded
from dugnad.work.models.task import Task


class Wait(Recorded):
    """`task` cannot begin before `on`, of the same circle, has come to an end."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="waits", db_index=False)
    on = models.ForeignKey(Task, models.CASCADE, related_name="awaited_by")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "on"], name="waits_once"),
            models.CheckConstraint(condition=~models.Q(task=models.F("on")), name="waits_for_another"),
        ]
