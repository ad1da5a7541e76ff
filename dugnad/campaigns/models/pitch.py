from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import reaching_rules as rules
from dugnad.campaigns.enums import PitchState
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.rung import Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class Outlet(Recorded):
    """A paper, station or site that might print an article of a campaign. Known to the circle alone."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="outlets", db_index=False)
    name = models.CharField(_("which paper, station or site"), max_length=140)
    reach = models.CharField(
        _("whom one writes to there"), max_length=280, blank=True, help_text=_("An editor, an address at work.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="outlet_once")]
        ordering = ["name"]


class PitchQuerySet(models.QuerySet["Pitch"]):
    def visible_to(self, member: Member | None) -> PitchQuerySet:
        """All for organisers and one's own; what is under an embargo for nobody else before its day."""
        return self.filter(rules.reads_pitch.which(member))


class Pitch(Recorded):
    """An article for one outlet. Of several members at most one holds it."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="pitches", db_index=False)
    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="pitches")
    title = models.CharField(_("what the article says, in one line"), max_length=140)
    notes = models.TextField(_("notes"), max_length=8_000, blank=True, help_text=_("For the circle alone."))
    state = models.CharField(max_length=7, choices=PitchState.choices, default=PitchState.IDEA)
    holder = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    embargo_until = models.DateField(_("not before"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32, unique=True)

    objects = PitchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=PitchState.values), name="pitch_state_known")
        ]
        indexes = [
            models.Index(fields=["rung", "created_at", "id"], name="pitches_of_a_rung"),
            models.Index(fields=["campaign"], name="pitches_of_a_campaign"),
        ]
