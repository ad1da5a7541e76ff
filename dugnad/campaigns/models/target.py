from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import TargetKind
from dugnad.campaigns.models.campaign import Campaign
from dugnad.kit.ids import IdField
from dugnad.people.models import Place


class Target(models.Model):
    """An authority, a person in office or a company, and how to reach them in their work: never at home."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="targets", db_index=False)
    kind = models.CharField(max_length=9, choices=TargetKind.choices, default=TargetKind.AUTHORITY)
    name = models.CharField(_("name"), max_length=140)
    role = models.CharField(_("in what role"), max_length=140, blank=True)
    answers_for = models.ForeignKey(
        Place, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("answers for")
    )
    email = models.EmailField(_("e-mail at work"), blank=True)
    phone = models.CharField(_("telephone at work"), max_length=40, blank=True)
    hours = models.CharField(_("when they take calls"), max_length=140, blank=True)
    postal = models.TextField(_("postal address at work"), max_length=400, blank=True)
    respond_within = models.PositiveSmallIntegerField(
        _("days within which they should answer"), default=21, help_text=_("As the law or good custom has it.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "name", "role"], name="target_once")]
        ordering = ["position", "id"]
