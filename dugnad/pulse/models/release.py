from __future__ import annotations

from django.db import models

from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.people.models import Member
from dugnad.pulse import rules


class ReleaseQuerySet(models.QuerySet["Release"]):
    def visible_to(self, member: Member | None) -> ReleaseQuerySet:
        """The releases that `member` may read."""
        return self.filter(rules.reads_release.which(member))


class Release(models.Model):
    """What the worker has measured of one scope in one lap of time: made once, and never changed.

    Without a circle it is of the whole movement; with a campaign, of that campaign in its circle. `results` holds what
    `report.told.Told.plain` gives, by measure; `held` says of others why they are not told (`enums.Held`).
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, null=True, blank=True, related_name="+")
    campaign = models.ForeignKey(Campaign, models.CASCADE, null=True, blank=True, related_name="+")
    begins_at = models.DateTimeField(help_text="The first moment of the lap.")
    ends_at = models.DateTimeField(help_text="The first moment that does not belong to it any more.")
    taken_at = models.DateTimeField(default=now)
    results = models.JSONField(default=dict)
    held = models.JSONField(default=dict)
    facts = models.JSONField(default=dict, help_text="Members, acts, and what was attested from elsewhere.")

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(begins_at__lt=models.F("ends_at")), name="lap_has_length"),
            models.CheckConstraint(
                condition=models.Q(campaign=None) | models.Q(circle__isnull=False), name="campaign_in_its_circle"
            ),
        ]
        indexes = [models.Index(fields=["circle", "campaign", "-ends_at"], name="releases_newest")]


class Plot(models.Model):
    """A drawing of one measure of a release, with its words in one language."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="plots", db_index=False)
    measure = models.CharField(max_length=40)
    language = models.CharField(max_length=8)
    svg = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "measure", "language"], name="plot_once")]
