from __future__ import annotations

from datetime import datetime

from django.db import models

from dugnad.kit.ids import IdField
from dugnad.people.models import Member
from dugnad.work import rules
from dugnad.work.enums import UnitState
from dugnad.work.models.task import Task


class UnitQuerySet(models.QuerySet["Unit"]):
    def visible_to(self, member: Member | None) -> UnitQuerySet:
        """The units of tasks that `member` may read."""
        return self.filter(task__in=Task.objects.filter(rules.reads_task.which(member)))


class Unit(models.Model):
    """One small part of a large job: a paragraph, an office to phone. One member holds it at a time, for some hours."""

    id = IdField()
    task = models.ForeignKey(Task, models.CASCADE, related_name="units", db_index=False)
    number = models.PositiveIntegerField(help_text="From 1, in the order in which they are given out.")
    text = models.CharField(max_length=2000)
    state = models.CharField(max_length=4, choices=UnitState.choices, default=UnitState.FREE)
    held_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="held_units")
    lease_until = models.DateTimeField(null=True, blank=True)
    last_holder = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    outcome = models.TextField(max_length=4000, blank=True)
    done_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="done_units")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["task", "number"], name="unit_number_once"),
            models.CheckConstraint(condition=models.Q(state__in=UnitState.values), name="unit_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=UnitState.HELD, lease_until__isnull=False)
                | (~models.Q(state=UnitState.HELD) & models.Q(held_by=None, lease_until=None)),
                name="unit_held_on_a_lease",
            ),
        ]
        indexes = [
            models.Index(fields=["task", "state", "number"], name="units_of_a_task"),
            models.Index(fields=["state", "lease_until"], name="units_by_lease"),
        ]

    def held(self, at: datetime) -> bool:
        """Whether somebody holds it at `at`."""
        return self.state == UnitState.HELD and self.lease_until is not None and self.lease_until > at
