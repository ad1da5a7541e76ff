from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.safety.models.case import Case


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, member: Member | None) -> ReportQuerySet:
        """Their own. Stewards read reports on the page of a case, without whose they are."""
        return self.filter(by=member) if member else self.none()


class Report(Recorded):
    """One person's word that something breaks the norms. Who it was is told to nobody, unless they said so.

    `text` is what the thing said then. `attached`: the stewards may read it here even where they could not read it.
    """

    id = IdField()
    case = models.ForeignKey(Case, models.CASCADE, related_name="reports", db_index=False)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=24)
    thing = models.CharField(max_length=LENGTH)
    title = models.CharField(max_length=140)
    path = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    hides = models.BooleanField(default=True, help_text="Such a thing can be hidden.")
    norm = models.CharField(max_length=200, blank=True, help_text="The norm it concerns, as it was written then.")
    words = models.TextField(max_length=2000, blank=True)
    attached = models.BooleanField(default=False)
    named = models.BooleanField(default=False, help_text="The stewards may know whose report this is.")
    newcomer = models.BooleanField(default=False, help_text="They had come to the movement a few days before.")
    outside = models.BooleanField(default=False, help_text="Of somebody without an account.")
    network = models.CharField(max_length=32, blank=True, help_text="Whence, hashed under the key of a day: for a day.")
    at = models.DateTimeField(default=now)

    objects = ReportQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "by", "kind", "thing"], name="reported_once")]
        indexes = [
            models.Index(fields=["by", "at"], name="reports_of_a_member"),
            models.Index(fields=["network", "at"], condition=models.Q(outside=True), name="reports_from_outside"),
        ]


class ReportPicture(models.Model):
    """A picture as it was when it was reported, and a few pixels of it for those who have not asked to see it."""

    id = IdField()
    report = models.ForeignKey(Report, models.CASCADE, related_name="pictures")
    file = models.FileField(upload_to="safety")
    blurred = models.BinaryField(help_text="WebP, at most 16 pixels wide and high.")
    describes = models.CharField(max_length=200, blank=True)
