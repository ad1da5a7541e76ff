from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import reaching_rules as rules
from dugnad.campaigns.enums import CallResult
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.rung import Rung
from dugnad.campaigns.models.supporter import Supporter
from dugnad.campaigns.models.target import Target
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member

HALF_AN_HOUR = timedelta(minutes=30)
"""As long as a line counts as in use by whoever said that they call."""


class CallScript(models.Model):
    """What organisers prepare for those who call."""

    rung = models.OneToOneField(Rung, models.CASCADE, primary_key=True, related_name="call_script")
    script = models.TextField(_("what to say"), max_length=8_000, blank=True)


class PhoneCallQuerySet(models.QuerySet["PhoneCall"]):
    def visible_to(self, member: Member | None) -> PhoneCallQuerySet:
        """One's own, and all for organisers: what was said, and by whom. Counts are for everybody."""
        return self.filter(rules.reads_call.which(member))


class PhoneCall(Recorded):
    """One telephone call to a target, told by whoever made it."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="phone_calls", db_index=False)
    target = models.ForeignKey(Target, models.CASCADE, related_name="phone_calls", db_index=False)
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    supporter = models.ForeignKey(Supporter, models.SET_NULL, null=True, blank=True, related_name="+")
    result = models.CharField(max_length=9, choices=CallResult.choices)
    note = models.CharField(_("what they said"), max_length=500, blank=True)
    called_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32, unique=True)

    objects = PhoneCallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(result__in=CallResult.values), name="call_result_known")
        ]
        indexes = [
            models.Index(fields=["rung", "called_at", "id"], name="calls_of_a_rung"),
            models.Index(fields=["campaign"], name="calls_of_a_campaign"),
            models.Index(fields=["target", "result"], name="calls_to_a_target"),
        ]


class LineInUse(models.Model):
    """Somebody is calling this target, since a moment ago. Who it is is shown to nobody."""

    target = models.OneToOneField(Target, models.CASCADE, primary_key=True, related_name="line")
    person = models.CharField(max_length=LENGTH, help_text="Their person key.")
    since = models.DateTimeField(default=now)
