from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models.campaign import Campaign
from dugnad.kit.ids import IdField


class Rung(models.Model):
    """One action of a campaign's ladder, in the order its organisers chose. What a kind needs has its own table."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="rungs", db_index=False)
    kind = models.CharField(max_length=9, choices=RungKind.choices)
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(_("what one does here, in one line"), max_length=140, blank=True)
    words = models.TextField(_("what it is for"), max_length=2_000, blank=True)
    goal = models.PositiveIntegerField(
        _("how many it takes"), null=True, blank=True, help_text=_("Empty: no number was set.")
    )
    why = models.CharField(
        _("what reaching that number does"), max_length=140, blank=True, help_text=_("“The council must answer.”")
    )
    done = models.BooleanField(default=False, help_text="Put away by the organisers: shown, not open.")

    class Meta:
        indexes = [models.Index(fields=["campaign", "position"], name="rungs_in_order")]
        ordering = ["position", "id"]
