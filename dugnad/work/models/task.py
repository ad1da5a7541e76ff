from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.kit.languages import SPOKEN
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place, Skill
from dugnad.work import rules
from dugnad.work.enums import State


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, member: Member | None) -> TaskQuerySet:
        """The tasks that `member` may read."""
        return self.filter(rules.reads_task.which(member))


class Task(Recorded):
    """A unit of work in a circle: held by one member at a time, on a lease; or split into units. `act` made it.

    With `units_total` it is a job: nobody holds the whole of it, and it is done when its last unit is.
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="tasks", db_index=False)
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="made_tasks")
    title = models.CharField(_("what is to be done, in one line"), max_length=140)
    text = models.TextField(_("what is good to know"), max_length=20_000, blank=True)
    minutes = models.PositiveIntegerField(default=60, help_text="About so long; for a job, each unit of it.")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    skills: models.ManyToManyField[Skill, Any] = models.ManyToManyField(Skill, related_name="tasks", blank=True)
    due_on = models.DateField(null=True, blank=True)
    checked_by_second = models.BooleanField(default=False)
    thing_kind = models.CharField(max_length=24, blank=True, help_text="What it belongs to; see `circles.things`.")
    thing_id = models.CharField(max_length=LENGTH, blank=True)

    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    held_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="held_tasks")
    held_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True, help_text="From then on it is held no more.")
    reminded_at = models.DateTimeField(null=True, blank=True, help_text="When the holder was told that this is near.")
    last_holder = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False,
        help_text="Who may still finish it if they were late and nobody else took it.",
    )  # fmt: skip
    handed_to = models.ForeignKey(
        Member, models.SET_NULL, null=True, blank=True, related_name="+", help_text="Who is asked to go on with it."
    )
    done_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    done_at = models.DateTimeField(null=True, blank=True)
    checked_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    units_total = models.PositiveIntegerField(default=0)
    units_done = models.PositiveIntegerField(default=0)

    version = models.PositiveIntegerField(default=1, help_text="Grows with every change; a turn that writers take.")
    created_at = models.DateTimeField(default=now)
    active_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    objects = TaskQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "form_key"], name="task_once_a_form"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="task_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=State.HELD, lease_until__isnull=False, units_total=0)
                | (~models.Q(state=State.HELD) & models.Q(held_by=None, lease_until=None)),
                name="task_held_on_a_lease",
            ),
            models.CheckConstraint(condition=models.Q(units_done__lte=models.F("units_total")), name="units_add_up"),
        ]
        indexes = [
            models.Index(fields=["circle", "state", "created_at", "id"], name="tasks_of_a_circle"),
            models.Index(fields=["state", "lease_until"], name="tasks_by_lease"),
            models.Index(fields=["thing_kind", "thing_id", "id"], name="tasks_of_a_thing"),
            models.Index(fields=["circle", "done_at"], name="tasks_by_end"),
        ]

    def held(self, at: datetime) -> bool:
        """Whether somebody holds it at `at`: a lease that is over is none, whether the clock has said so or not."""
        return self.state == State.HELD and self.lease_until is not None and self.lease_until > at


class TaskLanguage(models.Model):
    """A language it takes; any one of several will do."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="languages")
    language = models.CharField(max_length=3, choices=SPOKEN)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "language"], name="task_language_once")]
