from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import rules
from dugnad.campaigns.enums import WhyShown
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.doing import ByPerson
from dugnad.campaigns.models.rung import Rung
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Place, Skill


class StepNeed(models.Model):
    """Whom a rung needs most: people with a skill, or at a place, or both. `minutes` is what it takes."""

    rung = models.OneToOneField(Rung, models.CASCADE, primary_key=True, related_name="need")
    skill = models.ForeignKey(Skill, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    minutes = models.PositiveSmallIntegerField(_("how many minutes it takes"), null=True, blank=True)


class OfferedStep(models.Model):
    """The last step that was put to one person in a campaign, and how much they had done by then."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    person_key = models.CharField(max_length=LENGTH)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="+", db_index=False)
    turn = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "person_key"], name="one_step_at_a_time")]


class WhyQuerySet(models.QuerySet["Why"]):
    def visible_to(self, member: Member | None) -> WhyQuerySet:
        """Their own, and what others share of campaigns that they may read."""
        shared = models.Q(campaign__in=Campaign.objects.visible_to(member), put_away_at=None)
        shared &= ~models.Q(shown=WhyShown.PRIVATE)
        if member is None:
            return self.filter(shared)
        organised = Campaign.objects.filter(rules.organises.which(member))
        away = models.Q(campaign__in=organised) & ~models.Q(shown=WhyShown.PRIVATE)
        return self.filter(shared | away | models.Q(person_key=member.person_key))


class Why(Recorded, ByPerson):
    """Why a campaign matters to somebody, in a sentence: for themselves, or shared as they wish. Once for each."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="whys", db_index=False)
    text = models.CharField(_("why it matters to me"), max_length=280)
    shown = models.CharField(max_length=8, choices=WhyShown.choices, default=WhyShown.PRIVATE)
    told_at = models.DateTimeField(default=now)
    put_away_at = models.DateTimeField(null=True, blank=True, help_text="By an organiser: no longer shown to others.")

    objects = WhyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "person_key"], name="why_once"),
            models.CheckConstraint(condition=models.Q(shown__in=WhyShown.values), name="why_shown_known"),
        ]
        indexes = [models.Index(fields=["campaign", "told_at", "id"], name="whys_of_a_campaign")]
