from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import ReplyKind, ReplyState, SentKind
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.target import Target
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Act
from dugnad.people.models import Member


class Sent(models.Model):
    """Something that went to a target: `count` letters, one call, the delivery. Only ever added to."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sent", db_index=False)
    target = models.ForeignKey(Target, models.CASCADE, related_name="sent", db_index=False)
    kind = models.CharField(max_length=8, choices=SentKind.choices)
    count = models.PositiveIntegerField(default=1)
    note = models.TextField(max_length=4_000, blank=True)
    act = models.ForeignKey(Act, models.DO_NOTHING, null=True, blank=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=SentKind.values), name="sent_kind_known"),
        ]
        indexes = [models.Index(fields=["campaign", "target", "kind", "count", "at"], name="sent_to_targets")]


class ReplyQuerySet(models.QuerySet["Reply"]):
    def visible_to(self, member: Member | None) -> ReplyQuerySet:
        """Those that are shown, where `member`, or a person without an account, may read the campaign."""
        return self.filter(state=ReplyState.SHOWN, campaign__in=Campaign.objects.visible_to(member))


class Reply(models.Model):
    """What a target wrote back. One that came by mail waits until an organiser has looked at it.

    `text` is what everybody reads once it is shown; `sender` whom a letter says that it is from, for organisers alone.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="replies", db_index=False)
    target = models.ForeignKey(Target, models.CASCADE, related_name="replies")
    kind = models.CharField(_("what is it?"), max_length=12, choices=ReplyKind.choices, default=ReplyKind.OTHER)
    state = models.CharField(max_length=5, choices=ReplyState.choices, default=ReplyState.HELD)
    text = models.TextField(_("what they wrote"), max_length=20_000)
    sender = models.CharField(max_length=320, blank=True)
    by_mail = models.BooleanField(default=False)
    noted_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    came_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    key = models.CharField(
        max_length=32, unique=True, help_text="Of the form or the message: what is sent twice is one reply."
    )

    objects = ReplyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=ReplyState.values), name="reply_state_known"),
            models.CheckConstraint(condition=models.Q(kind__in=ReplyKind.values), name="reply_kind_known"),
        ]
        indexes = [models.Index(fields=["campaign", "state", "came_at"], name="replies_of_a_campaign")]


class TargetDoor(models.Model):
    """An e-mail address of ours that organisers give to one target: good for a reply to this campaign, no more."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="doors")
    mark = models.CharField(max_length=32, unique=True, help_text="130 random bits of the address.")
    made_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target"], condition=models.Q(ended_at=None), name="one_door_for_a_target")
        ]
