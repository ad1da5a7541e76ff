from __future__ import annotations

from typing import Any

from django.db import models

from dugnad.circles.models import Circle
from dugnad.circles.rules import tends_its_circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.signals.enums import Kind


class SignalQuerySet(models.QuerySet["Signal"]):
    def visible_to(self, member: Member | None) -> SignalQuerySet:
        """Those in circles that `member` tends."""
        return self.filter(tends_its_circle.which(member)) if member else self.none()


class Signal(Recorded):
    """Something that stewards may want to look at. It does nothing."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="signals", db_index=False)
    kind = models.CharField(max_length=7, choices=Kind.choices)
    about = models.CharField(max_length=64, help_text="The same thing seen again is the same signal.")
    found = models.PositiveIntegerField(help_text="How many, when it was seen.")
    usual = models.FloatField(default=0, help_text="How many there usually are.")
    members: models.ManyToManyField[Member, Any] = models.ManyToManyField(Member, related_name="+", blank=True)
    seen_at = models.DateTimeField(default=now)
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = SignalQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "kind", "about"], name="signal_once")]
