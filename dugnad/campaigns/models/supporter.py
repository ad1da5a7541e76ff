from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.enums import Purpose
from dugnad.campaigns.models.campaign import Campaign
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField, new_key
from dugnad.people.models import Member, Place


class Supporter(models.Model):
    """A person who takes part without an account; or a member, whose person key it then bears.

    Known by a keyed hash of the normalised address, so that one person is one row. The address itself is kept only
    while some consent needs it.
    """

    id = IdField()
    person_key = models.CharField(max_length=LENGTH, unique=True, default=new_key, editable=False)
    address_hash = models.CharField(max_length=64, unique=True, help_text="HMAC of the normalised address.")
    email = models.EmailField(blank=True)
    name = models.CharField(_("name"), max_length=120)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    language = models.CharField(max_length=7, choices=settings.LANGUAGES, default="en")
    member = models.OneToOneField(Member, models.SET_NULL, null=True, blank=True, related_name="supporter")
    came_at = models.DateTimeField(default=now)
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text="When the address proved to be theirs.")


class Consent(models.Model):
    """What one supporter agreed to, in which words, and until when. Given again after being taken back: a new row."""

    id = IdField()
    supporter = models.ForeignKey(Supporter, models.CASCADE, related_name="consents", db_index=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    purpose = models.CharField(max_length=12, choices=Purpose.choices)
    partner = models.CharField(max_length=140, blank=True, help_text="Whom, for the purpose `partner`.")
    text = models.TextField(max_length=1_000, help_text="The words that were agreed to, as they stood.")
    given_at = models.DateTimeField(default=now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["supporter", "campaign", "purpose", "partner"],
                condition=models.Q(taken_back_at=None),
                name="consent_given_once",
            ),
            models.CheckConstraint(condition=models.Q(purpose__in=Purpose.values), name="consent_purpose_known"),
        ]
        indexes = [
            models.Index(fields=["campaign", "purpose", "taken_back_at"], name="consents_of_a_campaign"),
            models.Index(fields=["supporter", "campaign"], name="consents_of_a_supporter"),
        ]
