from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import reaching_rules as rules
from dugnad.campaigns.enums import PitchState, Speaking
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.rung import Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class Outlet(Recorded):
    """A paper, station or site that might print an article of a campaign. Known to the circle alone."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="outlets", db_index=False)
    name = models.CharField(_("which paper, station or site"), max_length=140)
    reach = models.CharField(
        _("whom one writes to there"), max_length=280, blank=True, help_text=_("An editor, an address at work.")
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "name"], name="outlet_once")]
        ordering = ["name"]


class PitchQuerySet(models.QuerySet["Pitch"]):
    def visible_to(self, member: Member | None) -> PitchQuerySet:
        """All for organisers and one's own; what is under an embargo for nobody else before its day."""
        return self.filter(rules.reads_pitch.which(member))


class Pitch(Recorded):
    """An article for one outlet. Of several members at most one holds it."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="pitches", db_index=False)
    outlet = models.ForeignKey(Outlet, models.CASCADE, related_name="pitches")
    title = models.CharField(_("what the article says, in one line"), max_length=140)
    notes = models.TextField(_("notes"), max_length=8_000, blank=True, help_text=_("For the circle alone."))
    state = models.CharField(max_length=7, choices=PitchState.choices, default=PitchState.IDEA)
    holder = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    embargo_until = models.DateField(_("not before"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32, unique=True)

    objects = PitchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=PitchState.values), name="pitch_state_known")
        ]
        indexes = [
            models.Index(fields=["rung", "created_at", "id"], name="pitches_of_a_rung"),
            models.Index(fields=["campaign"], name="pitches_of_a_campaign"),
        ]


class ClippingQuerySet(models.QuerySet["Clipping"]):
    def visible_to(self, member: Member | None) -> ClippingQuerySet:
        """For everybody who reads the campaign, from the day its embargo ends."""
        return self.filter(rules.reads_clipping.which(member))


class Clipping(Recorded):
    """Something that was printed. Only its address is kept; nothing is fetched from there."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="clippings", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="clippings", db_index=False)
    pitch = models.ForeignKey(Pitch, models.SET_NULL, null=True, blank=True, related_name="clippings")
    title = models.CharField(_("its headline"), max_length=200)
    outlet = models.CharField(_("where it was printed"), max_length=140)
    url = models.URLField(_("where it can be read"), max_length=500, blank=True)
    printed_on = models.DateField(_("when"))
    embargo_until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32, unique=True)

    objects = ClippingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["rung", "printed_on", "id"], name="clippings_of_a_rung"),
            models.Index(fields=["campaign", "printed_on"], name="clippings_of_a_campaign"),
        ]


class SpokespersonQuerySet(models.QuerySet["Spokesperson"]):
    def visible_to(self, member: Member | None) -> SpokespersonQuerySet:
        """Those one was asked oneself; for the organisers those who were asked, for the circle those who agreed."""
        return self.filter(rules.reads_spokesperson.which(member))


class Spokesperson(Recorded):
    """A member whom journalists may talk to, if they agree and for as long as they do."""

    id = IdField()
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="spokespersons", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    asked_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    topic = models.CharField(_("what they can speak about"), max_length=140)
    reach = models.CharField(_("how they want to be reached"), max_length=140, blank=True)
    text = models.CharField(max_length=400, blank=True, help_text="The words that were agreed to, as they stood.")
    speaking = models.CharField(max_length=8, choices=Speaking.choices, default=Speaking.ASKED)
    asked_at = models.DateTimeField(default=now)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = SpokespersonQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["rung", "member"],
                condition=models.Q(speaking__in=[Speaking.ASKED, Speaking.AGREED]),
                name="asked_to_speak_once",
            ),
            models.CheckConstraint(condition=models.Q(speaking__in=Speaking.values), name="speaking_known"),
        ]
        indexes = [
            models.Index(fields=["rung", "speaking"], name="speakers_of_a_rung"),
            models.Index(fields=["campaign"], name="speakers_of_a_campaign"),
        ]
