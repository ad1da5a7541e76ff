from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.asks import rules
from dugnad.asks.enums import Nature, Voice
from dugnad.asks.models.ask import Ask
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class AnswerQuerySet(models.QuerySet["Answer"]):
    def visible_to(self, member: Member | None) -> AnswerQuerySet:
        """The answers that `member` may read: those in asks they may read, but for authors kept apart from them."""
        return self.filter(rules.reads_answer.which(member))


class Answer(Recorded):
    """A reply to an ask, practical or emotional; or words the asker adds."""

    id = IdField()
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="answers", db_index=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="answers")
    voice = models.CharField(max_length=9, choices=Voice.choices, default=Voice.OWN)
    shown_as = models.CharField(max_length=40)
    by_asker = models.BooleanField(default=False)
    nature = models.CharField(max_length=9, choices=Nature.choices, blank=True)
    text = models.TextField(_("your answer"), max_length=20_000)
    thanks_count = models.PositiveIntegerField(default=0)
    helped_at = models.DateTimeField(null=True, blank=True, help_text="When the asker said that this helped.")
    version = models.PositiveIntegerField(default=1, help_text="Grows with every change of the text.")
    edited_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "form_key"], name="answer_once_a_form"),
            models.CheckConstraint(
                condition=models.Q(by_asker=True) | models.Q(nature__in=Nature.values),
                name="answer_has_a_nature",
            ),
        ]
        indexes = [models.Index(fields=["ask", "created_at", "id"], name="answers_in_order")]


class Thanks(Recorded):
    """One member's thanks for one answer."""

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="thanks", db_index=False)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "by"], name="thanked_once")]
