from __future__ import annotations

from datetime import datetime

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member, Skill
from dugnad.professions import rules


class MarkQuerySet(models.QuerySet["Mark"]):
    def visible_to(self, member: Member | None, at: datetime) -> MarkQuerySet:
        """Marks that stand, of members that `member` may meet; and those asked for in professions they vouch in."""
        return self.filter(rules.sees(member, at))

    def standing(self, at: datetime) -> MarkQuerySet:
        """Those that hold at this moment."""
        return self.filter(ended_at=None, expires_at__gt=at)


class Mark(Recorded):
    """A member's wish to be vouched for in a profession, and what came of it. `act` is the last that changed it.

    `round`: how often it was vouched for. It stands until `expires_at`; words for the next round are given before or
    after that. `first`: the present round came without words, by those who may name the first ones.
    """

    id = IdField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="profession_marks")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=now)
    round = models.PositiveSmallIntegerField(default=0)
    first = models.BooleanField(default=False)
    expires_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    told = models.CharField(max_length=400, blank=True, help_text="Why it was taken away.")

    objects = MarkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "skill"], condition=models.Q(ended_at=None), name="one_mark_a_profession"
            )
        ]
        indexes = [models.Index(fields=["skill", "expires_at"], name="marks_of_a_profession")]

    def stands(self, at: datetime) -> bool:
        """Whether it holds at this moment."""
        return self.ended_at is None and self.expires_at is not None and self.expires_at > at


class Word(Recorded):
    """One member's word that another is of their profession. `round` is the one it is, or was, for."""

    id = IdField()
    mark = models.ForeignKey(Mark, models.CASCADE, related_name="words", db_index=False)
    by = models.ForeignKey(Member, models.CASCADE, related_name="profession_words")
    round = models.PositiveSmallIntegerField()
    at = models.DateTimeField(default=now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["mark", "round", "by"], condition=models.Q(withdrawn_at=None), name="one_profession_word"
            )
        ]
