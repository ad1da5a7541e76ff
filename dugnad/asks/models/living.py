from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.asks import rules
from dugnad.asks.enums import LivingState
from dugnad.asks.models.ask import Ask
from dugnad.asks.models.kind import Kind
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class LivingAnswerQuerySet(models.QuerySet["LivingAnswer"]):
    def visible_to(self, member: Member | None) -> LivingAnswerQuerySet:
        """What the circles that `member` reads know now."""
        return self.filter(rules.reads_living.which(member))


class LivingAnswer(Recorded):
    """What worked, distilled into one page that is kept true: what the next person sees before asking."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="living_answers")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="+")
    asks: models.ManyToManyField[Ask, Any] = models.ManyToManyField(Ask, related_name="living_answers", blank=True)
    title = models.CharField(_("the question it answers"), max_length=140)
    text = models.TextField(_("what works"), max_length=20_000)
    jurisdiction = models.CharField(_("where it holds"), max_length=80)
    review_on = models.DateField(_("to be looked at again on"))
    state = models.CharField(max_length=7, choices=LivingState.choices, default=LivingState.CURRENT)
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField(default=now)
    checked_at = models.DateTimeField(default=now, help_text="When somebody last said that it still holds.")
    form_key = models.CharField(max_length=32, unique=True)

    objects = LivingAnswerQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "state", "review_on"], name="living_to_review")]

    def is_due(self, today: date) -> bool:
        """It is time to look at it again."""
        return self.state == LivingState.CURRENT and self.review_on <= today


class LivingAuthor(models.Model):
    """Whose words and work are in it, by the name they wrote under."""

    living = models.ForeignKey(LivingAnswer, models.CASCADE, related_name="authors")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    shown_as = models.CharField(max_length=40)
    own_name = models.BooleanField(default=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["living", "shown_as"], name="credited_once")]


class Revision(Recorded):
    """A living answer as it stood, kept when it is rewritten."""

    living = models.ForeignKey(LivingAnswer, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=140)
    text = models.TextField()
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["living", "version"], name="revision_once")]
