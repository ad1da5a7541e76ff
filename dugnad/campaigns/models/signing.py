from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import Came, Shown, Signed, Suspicion, Verdict
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.supporter import Supporter
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField, new_key
from dugnad.people.models import Member, Place

ONE_PERSON = (Signed.CONFIRMED, Signed.HELD, Signed.INVALIDATED)
"""States in which a signature stands for its mailbox, so that there is no second one."""


class PetitionKey(models.Model):
    """What makes hashes of mailboxes in one campaign. Destroyed six months after it closed: then none can be linked."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, primary_key=True, related_name="+")
    key = models.BinaryField(max_length=32)
    made_at = models.DateTimeField(default=now)


class PaperSheet(models.Model):
    """Names from paper, entered by one steward. They count when another one has compared them with the paper."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="sheets")
    label = models.CharField(_("what is written on the sheet, to find it again"), max_length=140)
    lines = models.JSONField(default=list, help_text="[name, place, e-mail] of each; empty once it was checked.")
    entered_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    entered_at = models.DateTimeField(default=now)
    checked_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    checked_at = models.DateTimeField(null=True, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.OPEN)
    added = models.PositiveIntegerField(default=0, help_text="How many of them were not counted already.")
    form_key = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "form_key"], name="sheet_once_a_form")]


class Signature(models.Model):
    """One name under a demand. A state tells what became of it; none is deleted.

    It counts from `counted_at` until `uncounted_at`. `sealed` is the address, until it was confirmed; `network` and
    `host` are for noticing forgery, and emptied after days. `receipt` is known to the signer.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="signatures", db_index=False)
    mailbox = models.CharField(max_length=64, blank=True, help_text="HMAC under the campaign’s key; empty: no address.")
    name = models.CharField(max_length=120, blank=True)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    words = models.CharField(max_length=500, blank=True)
    shown = models.CharField(max_length=7, choices=Shown.choices, default=Shown.PRIVATE)
    language = models.CharField(max_length=7, choices=settings.LANGUAGES, default="en")
    came = models.CharField(max_length=6, choices=Came.choices, default=Came.PAGE)
    state = models.CharField(max_length=11, choices=Signed.choices, default=Signed.PENDING)
    agreed = models.JSONField(default=list, help_text="[purpose, partner, words] of what was ticked.")
    sealed = models.BinaryField(null=True)
    receipt = models.CharField(max_length=LENGTH, default=new_key)
    network = models.CharField(max_length=32, blank=True)
    host = models.CharField(max_length=120, blank=True)
    supporter = models.ForeignKey(Supporter, models.SET_NULL, null=True, blank=True, related_name="signatures")
    sheet = models.ForeignKey(PaperSheet, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    created_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    uncounted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "mailbox"],
                condition=models.Q(state__in=ONE_PERSON) & ~models.Q(mailbox=""),
                name="one_person_signs_once",
            ),
            models.CheckConstraint(condition=models.Q(state__in=Signed.values), name="signature_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=Signed.CONFIRMED) | models.Q(counted_at__isnull=False),
                name="what_is_confirmed_counts",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "mailbox", "created_at"], name="signatures_of_a_mailbox"),
            models.Index(fields=["campaign", "network", "created_at"], name="signatures_of_a_network"),
            models.Index(
                fields=["campaign", "counted_at"],
                condition=models.Q(counted_at__isnull=False),
                name="signatures_counted",
            ),
            models.Index(
                fields=["campaign", "uncounted_at"],
                condition=models.Q(uncounted_at__isnull=False),
                name="signatures_uncounted",
            ),
            models.Index(fields=["created_at"], condition=~models.Q(network=""), name="signatures_with_network"),
        ]


class SignatureCount(models.Model):
    """How many signatures count, as the worker last found. No signature touches it.

    `settled` are those that began to count until `until`, which are not looked at again before the next whole count.
    `twice` are those of people who had signed in another local copy before, and `settled_twice` those of them settled.
    """

    campaign = models.OneToOneField(Campaign, models.CASCADE, primary_key=True, related_name="+")
    count = models.PositiveIntegerField(default=0)
    settled = models.PositiveIntegerField(default=0)
    twice = models.PositiveIntegerField(default=0)
    settled_twice = models.PositiveIntegerField(default=0)
    until = models.DateTimeField()
    whole_at = models.DateTimeField(help_text="When all of them were last counted.")
    counted_at = models.DateTimeField(default=now)


class SigningAlarm(models.Model):
    """Something about a campaign's signatures that people should look at. It holds back what is like it, no more."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="alarms", db_index=False)
    suspicion = models.CharField(max_length=7, choices=Suspicion.choices)
    about = models.CharField(max_length=120, blank=True, help_text="The mail host, or a hash of the network.")
    found = models.PositiveIntegerField(help_text="How many, when it was raised.")
    raised_at = models.DateTimeField(default=now)
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.OPEN)
    settled_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "suspicion", "about"],
                condition=models.Q(verdict=Verdict.OPEN),
                name="one_alarm_at_a_time",
            )
        ]
        indexes = [models.Index(fields=["campaign", "verdict"], name="alarms_of_a_campaign")]


class Partner(models.Model):
    """Somebody else who carries the campaign. Each asks for a consent of its own."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="partners", db_index=False)
    name = models.CharField(_("name"), max_length=140)
    about = models.CharField(_("what they would write about"), max_length=280, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="partner_once")]


class ReceiptList(models.Model):
    """The receipts of all signatures that counted at one moment: their leaf hashes, sorted, and the root over them.

    Of earlier lists the root stays.
    """

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="receipt_lists", db_index=False)
    at = models.DateTimeField(default=now)
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    leaves = models.BinaryField(null=True, help_text="32 bytes each.")

    class Meta:
        indexes = [models.Index(fields=["campaign", "at"], name="receipt_lists_by_time")]
