from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import GiftKind, GiverShown, RequestState, Vote
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.doing import ByPerson
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class GiftQuerySet(models.QuerySet["Gift"]):
    def visible_to(self, member: Member | None) -> GiftQuerySet:
        """Their own, and all of the campaigns they organise: the page shows others what each giver let be shown."""
        if member is None:
            return self.none()
        organised = Campaign.objects.filter(rules.organises.which(member))
        return self.filter(models.Q(member=member) | models.Q(campaign__in=organised))


class Gift(Recorded, ByPerson):
    """Money given elsewhere, or things, as written into the open ledger of a campaign.

    `giver` names somebody who has no account here and for whom an organiser wrote it down. A gift is never changed:
    one that was a mistake is struck out, and stays to be seen so.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="gifts", db_index=False)
    kind = models.CharField(max_length=6, choices=GiftKind.choices)
    amount = models.BigIntegerField(null=True, blank=True, help_text="Minor units: öre, cents.")
    currency = models.CharField(max_length=3, blank=True)
    things = models.CharField(_("what was given"), max_length=140, blank=True)
    where = models.CharField(_("where it went"), max_length=140, blank=True)
    giver = models.CharField(_("who gave it"), max_length=120, blank=True)
    shown = models.CharField(max_length=6, choices=GiverShown.choices, default=GiverShown.SOMEBODY)
    given_at = models.DateTimeField(default=now)
    received_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    received_at = models.DateTimeField(null=True, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_because = models.CharField(max_length=280, blank=True)
    form_key = models.CharField(max_length=32)

    objects = GiftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_key", "form_key"], name="gift_once_a_form"),
            models.CheckConstraint(
                condition=models.Q(kind=GiftKind.MONEY, amount__gt=0, things="") & ~models.Q(currency="")
                | models.Q(kind=GiftKind.THINGS, amount=None, currency="") & ~models.Q(things=""),
                name="gift_of_money_or_things",
            ),
            models.CheckConstraint(condition=models.Q(shown__in=GiverShown.values), name="giver_shown_known"),
        ]
        indexes = [models.Index(fields=["campaign", "given_at", "id"], name="gifts_of_a_campaign")]


class SpendingQuerySet(models.QuerySet["SpendingRequest"]):
    def visible_to(self, member: Member | None) -> SpendingQuerySet:
        """Those of the circles they belong to, and what was agreed in campaigns that they may read."""
        readable = Campaign.objects.visible_to(member)
        agreed = models.Q(campaign__in=readable, state=RequestState.AGREED)
        inside = Campaign.objects.filter(belongs_to_its_circle.which(member))
        return self.filter(agreed | models.Q(campaign__in=inside))


class SpendingRequest(Recorded):
    """A wish to use what was given, on which the circle votes. The rule it is decided by is written with it."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="spending", db_index=False)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    purpose = models.CharField(_("what for, in one line"), max_length=140)
    words = models.TextField(_("why, and who gets it"), max_length=4_000, blank=True)
    amount = models.BigIntegerField(help_text="Minor units.")
    currency = models.CharField(max_length=3)
    state = models.CharField(max_length=9, choices=RequestState.choices, default=RequestState.ASKED)
    asked_at = models.DateTimeField(default=now)
    votes_until = models.DateTimeField()
    quorum = models.PositiveSmallIntegerField(default=3, help_text="At least so many votes, more of them yes than no.")
    decided_at = models.DateTimeField(null=True, blank=True)
    yes = models.PositiveIntegerField(default=0, help_text="As counted when it was decided; so the next two.")
    no = models.PositiveIntegerField(default=0)
    abstained = models.PositiveIntegerField(default=0)
    spent = models.BigIntegerField(default=0, help_text="Of the amount, as far as entries say.")
    turn = models.PositiveIntegerField(default=0, help_text="Grows with every vote: who votes goes first.")
    form_key = models.CharField(max_length=32)

    objects = SpendingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "form_key"], name="spending_once_a_form"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="spending_of_something"),
            models.CheckConstraint(
                condition=models.Q(spent__gte=0, spent__lte=models.F("amount")), name="spent_within_what_was_agreed"
            ),
            models.CheckConstraint(condition=models.Q(state__in=RequestState.values), name="request_state_known"),
        ]
        indexes = [
            models.Index(fields=["campaign", "asked_at", "id"], name="spending_of_a_campaign"),
            models.Index(fields=["state", "votes_until"], name="spending_by_date"),
        ]


class SpendingVote(models.Model):
    """One member's vote on a request; theirs to change while it is open, and shown to nobody else."""

    request = models.ForeignKey(SpendingRequest, models.CASCADE, related_name="votes", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    vote = models.CharField(max_length=7, choices=Vote.choices)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["request", "member"], name="spending_voted_once"),
            models.CheckConstraint(condition=models.Q(vote__in=Vote.values), name="spending_vote_known"),
        ]


class Spending(Recorded):
    """Money that was spent, with what shows it."""

    id = IdField()
    request = models.ForeignKey(SpendingRequest, models.CASCADE, related_name="entries")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    amount = models.BigIntegerField(help_text="Minor units.")
    note = models.CharField(_("on what"), max_length=280)
    receipt = models.CharField(_("where the receipt is"), max_length=140, blank=True)
    picture = models.FileField(upload_to="receipts", blank=True, help_text="Of the receipt, made anew; for the circle.")
    picture_width = models.PositiveIntegerField(default=0)
    picture_height = models.PositiveIntegerField(default=0)
    spent_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["by", "form_key"], name="spent_once_a_form"),
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="spent_something"),
        ]
