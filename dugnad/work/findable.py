"""Tasks in the search, for their circle."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from dugnad.circles import searching
from dugnad.circles.searching import EXCERPT, Found
from dugnad.kit import fulltext
from dugnad.kit.richtext import excerpt
from dugnad.people.models import Member
from dugnad.work.models import Task

KIND = "task"


def connect() -> None:
    """Called once, when the app is ready."""
    searching.register(KIND, _("Task"), find)


def put(task: Task) -> None:
    """Have `task` found by its words as they are now, in the transaction that is running."""
    fulltext.put(KIND, task.pk, scope=task.circle_id, title=task.title, body=task.text)


def find(member: Member, keys: Collection[str]) -> Iterable[Found]:
    """Those of these that `member` may read. One query."""
    for one in Task.objects.visible_to(member).filter(pk__in=keys).select_related("circle"):
        path = reverse("task", args=[one.pk])
        yield Found(one.pk, one.title, excerpt(one.text, EXCERPT), one.circle.name, "", one.created_at, path)
