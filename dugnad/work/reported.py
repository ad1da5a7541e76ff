"""Tasks as things that can be reported."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.safety.reportable import Kind, Told, register
from dugnad.work import rules
from dugnad.work.models import Task


def connect() -> None:
    """Called once, when the app is ready."""
    register(Kind("task", _("a task"), Task, rules.might_read, told))


def told(task: Task) -> Told:
    """By whoever made it."""
    return Told(task.title, reverse("task", args=[task.pk]), task.circle_id, task.author, task.text)
