from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import PledgeState, TermsState
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.doing import ByPerson
from dugnad.campaigns.models.rung import Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class PledgeTerms(models.Model):
    """To what people say yes: "I will …, if at least `needed` of us will, by `until`"."""

    rung = models.OneToOneField(Rung, models.CASCADE, primary_key=True, related_name="terms")
    promise = models.CharField(_("I will …"), max_length=280)
    needed = models.PositiveIntegerField(_("if at least so many of us will"))
    until = models.DateTimeField(_("by this date"))
    state = models.CharField(max_length=9, choices=TermsState.choices, default=TermsState.GATHERING)
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it became binding, or lapsed.")
    wording = models.PositiveIntegerField(default=1, help_text="Grows with every change, until somebody has pledged.")
    turn = models.PositiveIntegerField(default=0, help_text="Grows with every pledge: who changes it goes first.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(needed__gte=2), name="pledge_takes_two"),
            models.CheckConstraint(condition=models.Q(state__in=TermsState.values), name="terms_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=TermsState.GATHERING, settled_at=None)
                | (~models.Q(state=TermsState.GATHERING) & models.Q(settled_at__isnull=False)),
                name="terms_settled_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="pledges_by_date")]

    def takes_pledges(self, at: datetime) -> bool:
        """Whether its own date and state let anybody pledge at the moment `at`."""
        return self.state != TermsState.LAPSED and at < self.until


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def visible_to(self, member: Member | None) -> PledgeQuerySet:
        """Their own, and all of the campaigns they organise."""
        if member is None:
            return self.none()
        organised = Campaign.objects.filter(rules.organises.which(member))
        return self.filter(models.Q(member=member) | models.Q(campaign__in=organised))


class Pledge(Recorded, ByPerson):
    """One person's word on the terms of a rung. `act` is the pledging, the last one where they took it back before.

    `kept` is what they say themselves; `confirmed_at` what an organiser says.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="pledges", db_index=False)
    state = models.CharField(max_length=10, choices=PledgeState.choices, default=PledgeState.GIVEN)
    shown = models.BooleanField(_("show my name among those who have pledged"), default=False)
    pledged_at = models.DateTimeField(default=now)
    kept = models.BooleanField(null=True, blank=True)
    kept_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    objects = PledgeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rung", "person_key"], name="pledged_once"),
            models.CheckConstraint(condition=models.Q(state__in=PledgeState.values), name="pledge_state_known"),
        ]
        indexes = [
            models.Index(fields=["rung", "state", "pledged_at", "id"], name="pledges_of_a_rung"),
            models.Index(fields=["member"], name="pledges_of_a_member"),
        ]
