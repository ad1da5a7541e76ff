from __future__ import annotations

from django.db import models

from dugnad.asks import enums, rules
from dugnad.asks.models.ask import Ask
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class SealedPartQuerySet(models.QuerySet["SealedPart"]):
    def visible_to(self, member: Member | None) -> SealedPartQuerySet:
        """Those whose text `member` may open."""
        return self.filter(rules.reads_sealed.which(member))


class SealedPart(Recorded):
    """Names and details that only people whom the asker lets in can read. Encrypted; erased in time."""

    id = IdField()
    ask = models.OneToOneField(Ask, models.CASCADE, related_name="sealed")
    text = models.BinaryField(null=True, help_text="As `dugnad.kit.seal` makes it; empty once erased.")
    erase_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)

    objects = SealedPartQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["erased_at", "erase_at"], name="sealed_to_erase")]


class Letting(Recorded):
    """Who asked to read a sealed part, and what the asker said."""

    sealed = models.ForeignKey(SealedPart, models.CASCADE, related_name="lettings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    letting = models.CharField(max_length=9, choices=enums.Letting.choices, default=enums.Letting.REQUESTED)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sealed", "member"], name="letting_once")]


class SealedReading(Recorded):
    """One opening of a sealed part. The asker sees them all."""

    sealed = models.ForeignKey(SealedPart, models.CASCADE, related_name="readings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)
