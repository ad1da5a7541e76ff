"""Deleting tasks when their circle keeps what is written no longer. The acts stay."""

from __future__ import annotations

from datetime import datetime

from dugnad.kit import fulltext
from dugnad.protection.retention import register
from dugnad.work.findable import KIND
from dugnad.work.models import Task


def connect() -> None:
    """Called once, when the app is ready."""
    register("tasks", delete_tasks)


def delete_tasks(circle: str, before: datetime, most: int) -> int:
    """Tasks with their units, and what was noted about them."""
    over = list(Task.objects.filter(circle=circle, created_at__lt=before).values_list("pk", flat=True)[:most])
    fulltext.drop_all(KIND, over)
    Task.objects.filter(pk__in=over).delete()
    return len(over)
