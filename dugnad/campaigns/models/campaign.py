from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import Phase
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place


class CampaignQuerySet(models.QuerySet["Campaign"]):
    def visible_to(self, member: Member | None) -> CampaignQuerySet:
        """The campaigns that `member`, or a person without an account, may read."""
        return self.filter(rules.reads_campaign.which(member))


class Campaign(Recorded):
    """A shared demand with those it is made of, and a ladder of actions. `act` is the starting of it.

    `copy_of` makes it a local copy of another one: counted apart and together.
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="campaigns", db_index=False)
    started_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    copy_of = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="copies")
    title = models.CharField(_("what it is about, in one line"), max_length=140)
    demand = models.TextField(
        _("what we demand"), max_length=2_000, help_text=_("This is what people put their name to.")
    )
    story = models.TextField(_("why: what has happened, and to whom"), max_length=20_000, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    phase = models.CharField(max_length=9, choices=Phase.choices, default=Phase.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    delivered_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    handed_over = models.TextField(_("what was handed over, and to whom"), max_length=4_000, blank=True)
    closed_because = models.TextField(_("why it was closed"), max_length=4_000, blank=True)
    outcome = models.TextField(_("what changed, and because of what"), max_length=20_000, blank=True)
    outcome_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="Grows with every change of the words or the phase.")
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(
        max_length=32, help_text="Made with the form: the same form sent twice is one campaign."
    )

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["started_by", "form_key"], name="campaign_once_a_form"),
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="campaign_phase_known"),
        ]
        indexes = [
            models.Index(fields=["circle", "created_at", "id"], name="campaigns_of_a_circle"),
            models.Index(fields=["phase", "opened_at", "id"], name="campaigns_by_phase"),
        ]


class Organiser(models.Model):
    """A member who runs a campaign; the stewards of its circle can, too."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="organisers", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    since = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "member"], name="organiser_once")]
