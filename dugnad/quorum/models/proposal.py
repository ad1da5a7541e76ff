from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.quorum import rules
from dugnad.quorum.enums import EXPIRES, WAITING, State


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def visible_to(self, member: Member | None) -> ProposalQuerySet:
        """Those of the circles that `member` is in."""
        return self.filter(rules.sees.which(member))


class Proposal(Recorded):
    """Something that several stewards have to agree to. `act` is that of proposing it, and never another."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="proposals")
    action = models.CharField(max_length=32)
    parameters = models.JSONField(default=dict)
    basis = models.BigIntegerField(help_text="The act that what is to be changed rests on.")
    why = models.CharField(_("why"), max_length=400)
    canonical = models.TextField(help_text="What is signed, as `dugnad.quorum.writing` writes it.")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=now)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    ended_at = models.DateTimeField(null=True, blank=True)
    ending = models.BigIntegerField(null=True, blank=True, help_text="The act that ended it.")
    form_key = models.CharField(max_length=32)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["circle", "form_key"], name="proposed_once"),
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="proposal_state_known"),
        ]
        indexes = [models.Index(fields=["circle", "-created_at"], name="proposals_of_circle")]

    @property
    def opens_at(self) -> datetime:
        """From when it can be carried out: by the act in the ledger, whatever stands in the row."""
        return self.act.at + WAITING

    @property
    def expires_at(self) -> datetime:
        """When it is over."""
        return self.act.at + EXPIRES


class Approval(Recorded):
    """A steward's signature under a proposal. `public` is the key it was made with."""

    id = IdField()
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="approvals")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    public = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="approves_once"),
            models.UniqueConstraint(fields=["proposal", "public"], name="one_approval_by_a_key"),
        ]


class Pause(Recorded):
    """A steward has said: wait. Nothing is carried out until she, or enough of the others together, take it off."""

    id = IdField()
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="pauses")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    why = models.CharField(_("why"), max_length=400, blank=True)
    at = models.DateTimeField(default=now)
    lifted_at = models.DateTimeField(null=True, blank=True)
    together = models.BooleanField(default=False, help_text="Taken off by the others: it cannot be put on again.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "by"], condition=models.Q(lifted_at=None), name="one_pause_each"
            ),
        ]
