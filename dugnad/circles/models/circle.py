from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles import rules
from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place, Skill


class CircleQuerySet(models.QuerySet["Circle"]):
    def visible_to(self, member: Member | None) -> CircleQuerySet:
        """The circles that `member` may know of; none for a person without an account."""
        return self.filter(rules.sees.which(member))


class Circle(Recorded):
    """A group of members, by place or by profession, with norms of its own."""

    id = IdField()
    name = models.CharField(_("name"), max_length=60)
    purpose = models.CharField(_("what it is for"), max_length=400)
    openness = models.CharField(_("who can see it"), max_length=6, choices=Openness.choices, default=Openness.CLOSED)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+")
    profession = models.ForeignKey(Skill, models.SET_NULL, null=True, blank=True, related_name="+")
    norms = models.TextField(_("how we are with each other"), max_length=8000, blank=True)
    norms_version = models.PositiveIntegerField(default=1)
    questions = models.JSONField(default=list, blank=True, help_text="What an applicant is asked: a list of strings.")
    takes_applications = models.BooleanField(_("people may apply to join"), default=True)
    vouches_needed = models.PositiveSmallIntegerField(_("members’ words needed"), default=2)
    slow = models.PositiveSmallIntegerField(_("seconds between two posts of one member"), default=0)
    slowed_until = models.DateTimeField(null=True, blank=True, help_text="Slow by itself until then.")
    shut_at = models.DateTimeField(null=True, blank=True, help_text="When joining closed by itself. Empty: it did not.")
    expected_until = models.DateTimeField(null=True, blank=True, help_text="Until then many newcomers are no alarm.")
    history_open = models.BooleanField(_("newcomers may read what was written before they came"), default=False)
    retention_days = models.PositiveSmallIntegerField(_("days a sealed part is kept"), default=90)
    hidden = models.JSONField(
        default=dict, blank=True, help_text="What its stewards have hidden: “kind:id” to a moment, or null: for good."
    )
    created_at = models.DateTimeField(default=now)

    objects = CircleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(retention_days__gte=1), name="retention_at_least_a_day"),
            models.CheckConstraint(condition=models.Q(vouches_needed__gte=1), name="at_least_one_word"),
            models.CheckConstraint(condition=models.Q(openness__in=Openness.values), name="openness_known"),
        ]

    def retained_until(self, at: datetime) -> datetime:
        """When something sealed at `at` is erased."""
        return at + timedelta(days=self.retention_days)
