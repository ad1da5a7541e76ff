from __future__ import annotations

from django.db import models

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.quorum.models.proposal import Proposal


class ExportPass(Recorded):
    """The named steward may take the export, in one session, until `until`. `act` says that it was decided."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+")
    proposal = models.OneToOneField(Proposal, models.CASCADE, related_name="export")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    until = models.DateTimeField()
    session = models.CharField(max_length=64, blank=True, help_text="Hash of the session that took it. Empty: none.")
    taken_at = models.DateTimeField(null=True, blank=True)


class Deletion(Recorded):
    """A circle that is to be deleted. `act` says that it was decided."""

    circle = models.OneToOneField(Circle, models.CASCADE, primary_key=True, related_name="deletion")
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="+")
    due_at = models.DateTimeField()


class Farewell(models.Model):
    """For one who was in a circle that is no more: what it was called. Forgotten after some time."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    circle = models.CharField(max_length=LENGTH, help_text="The id it had.")
    name = models.CharField(max_length=60)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "circle"], name="farewell_once")]
