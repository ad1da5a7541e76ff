from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import OriginState
from dugnad.campaigns.models.campaign import Campaign
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.people.models import Member


class Origin(models.Model):
    """What a campaign came of: a thing that somebody brought (an ask), and whether they agreed.

    `words` are those that its bringer lets everybody read; empty: none of theirs.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="origins", db_index=False)
    kind = models.CharField(max_length=24)
    thing = models.CharField(max_length=LENGTH)
    state = models.CharField(max_length=7, choices=OriginState.choices, default=OriginState.WAITING)
    words = models.TextField(_("in your own words"), max_length=2_000, blank=True)
    wanted_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    wanted_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "kind", "thing"], name="origin_once"),
            models.CheckConstraint(condition=models.Q(state__in=OriginState.values), name="origin_state_known"),
            models.CheckConstraint(
                condition=models.Q(words="") | models.Q(state=OriginState.AGREED), name="words_only_when_agreed"
            ),
        ]
        indexes = [models.Index(fields=["kind", "thing"], name="campaigns_of_a_thing")]


class Invited(models.Model):
    """A member who is invited to help run a campaign, because it came of something they had to do with."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="invited", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    origin = models.ForeignKey(Origin, models.CASCADE, related_name="+", db_index=False)
    at = models.DateTimeField(default=now)
    declined_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "member"], name="invited_to_a_campaign_once")]
