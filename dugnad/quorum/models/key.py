from __future__ import annotations

from datetime import datetime

from django.db import models

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.quorum import rules
from dugnad.quorum.enums import WAITING
from dugnad.quorum.signing import fingerprint


class SigningKeyQuerySet(models.QuerySet["SigningKey"]):
    def visible_to(self, member: Member | None) -> SigningKeyQuerySet:
        """Those of the circles that `member` is in."""
        return self.filter(rules.sees.which(member))


class SigningKey(Recorded):
    """The public half of a key with which a steward approves in one circle. The other half is hers alone.

    `act` is that of making it known, and the 48 hours until it counts begin there.
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="signing_keys")
    member = models.ForeignKey(Member, models.CASCADE, related_name="signing_keys")
    public = models.CharField(max_length=64, unique=True, help_text="32 bytes in hexadecimal digits.")
    proof = models.CharField(max_length=128, help_text="Its own signature over who it belongs to.")
    made_at = models.DateTimeField(default=now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = SigningKeyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "member"], condition=models.Q(ended_at=None), name="one_living_key"
            ),
        ]

    @property
    def counts_from(self) -> datetime:
        """By the act that made it known, whatever stands in the row."""
        return self.act.at + WAITING

    @property
    def fingerprint(self) -> str:
        """To compare with what its owner sees."""
        return fingerprint(self.public)
