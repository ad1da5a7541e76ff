from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.supporter import Consent
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class ImportDraft(models.Model):
    """A list that somebody is looking through before it comes in. Sealed, and gone after an hour."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    name = models.CharField(max_length=140, help_text="Of the file.")
    sealed = models.BinaryField(help_text="The file as text, as `dugnad.kit.seal` makes it.")
    said = models.JSONField(default=dict, help_text="Which column holds what, and the words that were agreed to.")
    made_at = models.DateTimeField(default=now)

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="import_drafts_by_age")]


class Import(Recorded):
    """A list that came in, and what its people had agreed to before. `act` is the bringing in."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="imports")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=now)
    name = models.CharField(max_length=140, help_text="Of the file.")
    words = models.TextField(max_length=1_000, help_text="What the people on it agreed to, where they did.")
    brought = models.PositiveIntegerField(help_text="How many came in.")
    left_out = models.PositiveIntegerField(default=0, help_text="How many did not.")
    form_key = models.CharField(max_length=32, unique=True, help_text="The draft it was: one draft comes in once.")


class ImportedConsent(models.Model):
    """A consent that was given elsewhere, and came with a list."""

    consent = models.OneToOneField(Consent, models.CASCADE, primary_key=True, related_name="imported")
    source = models.ForeignKey(Import, models.CASCADE, related_name="consents")


class Export(Recorded):
    """A list that went out: to whom it may go is what its people agreed to. `act` is the taking out."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="exports")
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(default=now)
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    partner = models.CharField(max_length=140, blank=True)
    reason = models.CharField(_("what the list is for"), max_length=400)
    count = models.PositiveIntegerField(help_text="How many were in it.")
    form_key = models.CharField(max_length=32, unique=True)
