from __future__ import annotations

from django.db import models

from dugnad.gatherings.enums import Task
from dugnad.gatherings.models.gathering import Gathering
from dugnad.kit.ids import IdField


class Duty(models.Model):
    """A role that each day of a gathering needs `needed` people for."""

    id = IdField()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="duties")
    task = models.CharField(max_length=11, choices=Task.choices)
    words = models.CharField(max_length=140, blank=True, help_text="Which language, from where, or what it is.")
    needed = models.PositiveSmallIntegerField(default=1)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(needed__gte=1), name="duty_needs_somebody")]

    @property
    def name(self) -> str:
        """What it is called: its own words, where it has no common name."""
        if self.task == Task.OTHER:
            return self.words
        common = str(Task(self.task).label)
        return f"{common}: {self.words}" if self.words else common
