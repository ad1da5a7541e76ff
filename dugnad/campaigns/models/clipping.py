from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import reaching_rules as rules
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.pitch import Pitch
from dugnad.campaigns.models.rung import Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class ClippingQuerySet(models.QuerySet["Clipping"]):
    def visible_to(self, member: Member | None) -> ClippingQuerySet:
        """For everybody who reads the campaign, from the day its embargo ends."""
        return self.filter(rules.reads_clipping.which(member))


class Clipping(Recorded):
    """Something that was printed. Only its address is kept; nothing is fetched from there."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="clippings", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="clippings", db_index=False)
    pitch = models.ForeignKey(Pitch, models.SET_NULL, null=True, blank=True, related_name="clippings")
    title = models.CharField(_("its headline"), max_length=200)
    outlet = models.CharField(_("where it was printed"), max_length=140)
    url = models.URLField(_("where it can be read"), max_length=500, blank=True)
    printed_on = models.DateField(_("when"))
    embargo_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32, unique=True)

    objects = ClippingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["rung", "printed_on", "id"], name="clippings_of_a_rung"),
            models.Index(fields=["campaign", "printed_on"], name="clippings_of_a_campaign"),
        ]
