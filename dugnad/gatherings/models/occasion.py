from __future__ import annotations

from django.db import models

from dugnad.gatherings.enums import State
from dugnad.gatherings.models.gathering import Gathering
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.people.models import Member


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def visible_to(self, member: Member | None) -> OccasionQuerySet:
        """The days of the gatherings that `member` may know of."""
        return self.filter(gathering__in=Gathering.objects.visible_to(member))


class Occasion(models.Model):
    """One day of a gathering. `planned_at` is when it was first to begin: calendars know it by that."""

    id = IdField()
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="occasions")
    number = models.PositiveSmallIntegerField(help_text="0 for the first.")
    planned_at = models.DateTimeField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    venue = models.CharField(max_length=300, blank=True, help_text="Where exactly, if not where the others are.")
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    word = models.CharField(max_length=400, blank=True, help_text="Why it was moved or cancelled.")
    moved_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    programme = models.TextField(max_length=4000, blank=True)
    numbers = models.BinaryField(null=True, blank=True, help_text="Whom to call, sealed; gone a day after.")
    came = models.PositiveIntegerField(null=True, blank=True, help_text="How many, as its organisers counted.")
    there = models.PositiveIntegerField(
        null=True, blank=True, help_text="How many gave the code, once it is forgotten who they were."
    )
    decided = models.TextField(max_length=8000, blank=True)
    follows = models.TextField(max_length=8000, blank=True)
    written_at = models.DateTimeField(null=True, blank=True)

    objects = OccasionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gathering", "number"], name="occasion_once"),
            models.CheckConstraint(condition=models.Q(ends_at__gt=models.F("starts_at")), name="occasion_forward"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="occasion_state_known"),
        ]
        indexes = [models.Index(fields=["starts_at"], name="occasions_by_time")]

    @property
    def cancelled(self) -> bool:
        return self.state == State.CANCELLED


class DayNote(models.Model):
    """A line about what has changed, written on the day."""

    id = IdField()
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="notes")
    text = models.CharField(max_length=280)
    at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["occasion", "form_key"], name="day_note_once_a_form")]
