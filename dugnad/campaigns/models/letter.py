from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns import reaching_rules as rules
from dugnad.campaigns.enums import LetterState, Way
from dugnad.campaigns.models.campaign import Campaign
from dugnad.campaigns.models.rung import Rung
from dugnad.campaigns.models.supporter import Supporter
from dugnad.campaigns.models.target import Target
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Place


class LetterGuide(models.Model):
    """What organisers prepare for those who write: facts to lean on, and points to take over word by word."""

    rung = models.OneToOneField(Rung, models.CASCADE, primary_key=True, related_name="letter_guide")
    subject = models.CharField(_("subject of the letters"), max_length=140, blank=True)
    facts = models.TextField(_("facts"), max_length=8_000, blank=True, help_text=_("Shown beside the writer’s page."))
    points = models.TextField(
        _("points"),
        max_length=4_000,
        blank=True,
        help_text=_("One in each line. A writer can take some into a letter."),
    )

    def lines(self) -> list[str]:
        """The points, one by one."""
        return [line.strip() for line in self.points.splitlines() if line.strip()]


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, member: Member | None) -> LetterQuerySet:
        """A member's own; sent ones for organisers; and those whose writer lets everybody read them."""
        return self.filter(rules.reads_letter.which(member))


class Letter(models.Model):
    """What one person writes to one target. Its text is for the writer, and once sent for the organisers.

    The writer is a member, a supporter, or somebody who has not confirmed their `email` yet: then there is no act,
    and it does not count. `marks` are those of the words that are the writer's own (`dugnad.methods.likeness`).
    """

    id = IdField()
    act = models.OneToOneField(Act, models.DO_NOTHING, null=True, blank=True, related_name="+", editable=False)
    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+", db_index=False)
    rung = models.ForeignKey(Rung, models.CASCADE, related_name="letters", db_index=False)
    target = models.ForeignKey(Target, models.SET_NULL, null=True, related_name="+")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    supporter = models.ForeignKey(Supporter, models.SET_NULL, null=True, blank=True, related_name="+")
    email = models.EmailField(blank=True, help_text="Of somebody not confirmed yet; emptied when they are.")
    writer_name = models.CharField(_("your name, as it stands under the letter"), max_length=120)
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    language = models.CharField(max_length=7, default="en")
    subject = models.CharField(_("subject"), max_length=140)
    text = models.TextField(_("your letter"), max_length=6_000)
    state = models.CharField(max_length=7, choices=LetterState.choices, default=LetterState.DRAFT)
    way = models.CharField(max_length=8, choices=Way.choices, blank=True)
    reply_to = models.BooleanField(default=False, help_text="Their address stands in the letter as the one to answer.")
    shown = models.BooleanField(default=False, help_text="Everybody may read it.")
    marks = models.BinaryField(null=True)
    created_at = models.DateTimeField(default=now)
    changed_at = models.DateTimeField(default=now)
    sent_at = models.DateTimeField(null=True, blank=True)
    form_key = models.CharField(max_length=32, unique=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=LetterState.values), name="letter_state_known"),
            models.CheckConstraint(
                condition=~models.Q(state=LetterState.SENT) | models.Q(sent_at__isnull=False),
                name="sent_letter_has_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["rung", "state", "sent_at", "id"], name="letters_of_a_rung"),
            models.Index(fields=["campaign", "state"], name="letters_of_a_campaign"),
            models.Index(fields=["state", "changed_at"], name="letters_by_age_of_draft"),
        ]
