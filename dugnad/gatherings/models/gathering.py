from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.gatherings import rules
from dugnad.gatherings.enums import Every, Sight, State, Task, Way
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, member: Member | None) -> GatheringQuerySet:
        """Those `member` may know of; without an account, the public ones."""
        return self.filter(rules.sees.which(member))


class OccasionQuerySet(models.QuerySet["Occasion"]):
    def visible_to(self, member: Member | None) -> OccasionQuerySet:
        """The days of the gatherings that `member` may know of."""
        return self.filter(gathering__in=Gathering.objects.visible_to(member))


class Gathering(Recorded):
    """People together at one time, in a place or online; once, or on several days. `act` is that of calling it."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="gatherings")
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="gatherings")
    title = models.CharField(_("what it is, in one line"), max_length=140)
    text = models.TextField(_("what is good to know"), max_length=8000, blank=True)
    sight = models.CharField(_("who can see it"), max_length=8, choices=Sight.choices, default=Sight.CIRCLE)
    way = models.CharField(max_length=6, choices=Way.choices, default=Way.PLACE)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    venue = models.CharField(_("where exactly"), max_length=300, blank=True)
    link = models.URLField(_("the address online"), max_length=500, blank=True)
    hides_where = models.BooleanField(default=False, help_text="Venue and link are for those who come.")
    access = models.TextField(_("what the place offers"), max_length=2000, blank=True)
    zone = models.CharField(max_length=40)
    every = models.CharField(max_length=9, choices=Every.choices, default=Every.ONCE)
    times = models.PositiveSmallIntegerField(default=1)
    thing_kind = models.CharField(max_length=24, blank=True, help_text="What it is attached to: kind and id.")
    thing_id = models.CharField(max_length=LENGTH, blank=True)
    sequence = models.PositiveIntegerField(default=0, help_text="Grows with each change that calendars must learn of.")
    changed_at = models.DateTimeField(default=now)
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    objects = GatheringQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "form_key"], name="gathering_once_a_form"),
            models.CheckConstraint(condition=models.Q(sight__in=Sight.values), name="gathering_sight_known"),
        ]
        indexes = [
            models.Index(fields=["thing_kind", "thing_id"], name="gatherings_of_a_thing"),
            models.Index(fields=["sight"], condition=models.Q(sight=Sight.EVERYONE), name="gatherings_public"),
        ]


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
