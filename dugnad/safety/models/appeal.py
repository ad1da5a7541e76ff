from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.enums import Outcome, Word
from dugnad.safety.models.decision import Decision


class AppealQuerySet(models.QuerySet["Appeal"]):
    def visible_to(self, member: Member | None) -> AppealQuerySet:
        """Those that `member` is called to look at."""
        return self.filter(rules.looks_anew.which(member))


class Appeal(Recorded):
    """The one concerned asks people who did not decide to look at it anew. Once for a decision."""

    id = IdField()
    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    words = models.TextField(max_length=2000)
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.WAITING)
    at = models.DateTimeField(default=now)
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = AppealQuerySet.as_manager()


class Juror(models.Model):
    """Somebody who looks at an appeal: another steward, or a member of the circle chosen by lot."""

    appeal = models.ForeignKey(Appeal, models.CASCADE, related_name="jurors", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    word = models.CharField(max_length=8, choices=Word.choices, blank=True)
    said_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["appeal", "member"], name="called_once_to_an_appeal")]
