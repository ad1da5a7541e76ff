from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.gatherings import rules
from dugnad.gatherings.enums import Every, Sight, Way
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place


class GatheringQuerySet(models.QuerySet["Gathering"]):
    def visible_to(self, member: Member | None) -> GatheringQuerySet:
        """Those `member` may know of; without an account, the public ones."""
        return self.filter(rules.sees.which(member))


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
