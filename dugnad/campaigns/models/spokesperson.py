from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import reaching_rules as rules
from dugnad.campaigns.enums import Speaking
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.rung import Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class SpokespersonQuerySet(models.QuerySet["Spokesperson"]):
    def visible_to(self, member: Member | None) -> SpokespersonQuerySet:
        """Those one was asked oneself; for the organisers those who were asked, for the circle those who agreed."""
        return self.filter(rules.reads_spokesperson.which(member))


class Spokesperson(Recorded):
    """A member whom journalists may talk to, if they agree and for as long as they do."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="spokespersons", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    topic = models.CharField(_("what they can speak about"), max_length=140)
    reach = models.CharField(_("how they want to be reached"), max_length=140, blank=True)
    text = models.CharField(max_length=400, blank=True, help_text="The words that were agreed to, as they stood.")
    speaking = models.CharField(max_length=8, choices=Speaking.choices, default=Speaking.ASKED)
    asked_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rung", "member"],
                condition=models.Q(speaking__in=[Speaking.ASKED, Speaking.AGREED]),
                name="asked_to_speak_once",
            ),
            models.CheckConstraint(condition=models.Q(speaking__in=Speaking.values), name="speaking_known"),
        ]
        indexes = [
            models.Index(fields=["rung", "speaking"], name="speakers_of_a_rung"),
            models.Index(fields=["campaign"], name="speakers_of_a_campaign"),
        ]
