from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import UpdateKind, UpdateState
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.supporter import Supporter
from dugnad.circles.hiding import hidden_anywhere
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Act
from dugnad.people.models import Member


class UpdateQuerySet(models.QuerySet["Update"]):
    def visible_to(self, member: Member | None) -> UpdateQuerySet:
        """Those that are out, where `member` may read the campaign; and all of the campaigns they organise."""
        readable = models.Q(campaign__in=Campaign.objects.visible_to(member), state=UpdateState.OUT)
        return self.filter((readable & rules.shows_update.which(member)) | _organised(member))

    def readable_by(self, member: Member | None) -> UpdateQuerySet:
        """The same, were nothing hidden: for those who decide about it."""
        might = Campaign.objects.filter(rules.might_read.which(member))
        return self.filter(models.Q(campaign__in=might, state=UpdateState.OUT) | _organised(member))

    def shown(self) -> UpdateQuerySet:
        """Neither hidden themselves nor of a hidden campaign. A query for each, and this one."""
        return self.exclude(pk__in=hidden_anywhere("update")).exclude(campaign__in=hidden_anywhere("campaign"))


def _organised(member: Member | None) -> models.Q:
    return models.Q(campaign__in=Campaign.objects.filter(rules.organises.which(member)))


class Update(models.Model):
    """What a campaign tells those who agreed to hear of it. It waits until `leaves_at`, and can be stopped until then.

    `act` is the sending. `outcome` is the act it tells of, for one that tells how the campaign ended.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="updates", db_index=False)
    kind = models.CharField(max_length=7, choices=UpdateKind.choices, default=UpdateKind.NEWS)
    title = models.CharField(_("what it is about, in one line"), max_length=140)
    text = models.TextField(_("what you want to tell"), max_length=20_000)
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=7, choices=UpdateState.choices, default=UpdateState.WAITING)
    created_at = models.DateTimeField(default=now)
    leaves_at = models.DateTimeField()
    out_at = models.DateTimeField(null=True, blank=True)
    reached = models.CharField(
        max_length=LENGTH, blank=True, help_text="Supporters up to this id have a parcel: where the next piece begins."
    )
    spread_at = models.DateTimeField(null=True, blank=True, help_text="When everybody had a parcel.")
    form_key = models.CharField(max_length=32)
    act = models.OneToOneField(Act, models.DO_NOTHING, null=True, blank=True, related_name="+", editable=False)
    outcome = models.OneToOneField(Act, models.DO_NOTHING, null=True, blank=True, related_name="+", editable=False)

    objects = UpdateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "author", "form_key"], name="update_once_a_form"),
            models.CheckConstraint(
                condition=models.Q(state=UpdateState.OUT, act__isnull=False)
                | (~models.Q(state=UpdateState.OUT) & models.Q(act=None)),
                name="update_is_out_by_an_act",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "created_at", "id"], name="updates_of_a_campaign"),
            models.Index(fields=["leaves_at"], condition=models.Q(state=UpdateState.WAITING), name="updates_that_wait"),
            models.Index(
                fields=["out_at"], condition=models.Q(state=UpdateState.OUT, spread_at=None), name="updates_to_spread"
            ),
        ]


class UpdateLetter(models.Model):
    """One letter to one supporter: what waited for them when they could be written to again."""

    id = IdField()
    supporter = models.ForeignKey(Supporter, models.CASCADE, related_name="update_letters", db_index=False)
    at = models.DateTimeField()
    refused_at = models.DateTimeField(null=True, blank=True, help_text="When a mail server said: nobody is there.")

    class Meta:
        indexes = [models.Index(fields=["supporter", "at"], name="letters_to_a_supporter")]


class Parcel(models.Model):
    """One update for one supporter. It waits until they may be written to again, and joins others in one `letter`."""

    update = models.ForeignKey(Update, models.CASCADE, related_name="parcels", db_index=False)
    supporter = models.ForeignKey(Supporter, models.CASCADE, related_name="+")
    due_at = models.DateTimeField(help_text="Not before: those who were written to lately wait.")
    letter = models.ForeignKey(UpdateLetter, models.SET_NULL, null=True, blank=True, related_name="parcels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["update", "supporter"], name="parcel_once")]
        indexes = [models.Index(fields=["due_at", "supporter"], condition=models.Q(letter=None), name="parcels_due")]
