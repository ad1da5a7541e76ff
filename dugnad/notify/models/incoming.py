from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.notify.fates import Fate, Why
from dugnad.notify.models.letter import Letter
from dugnad.people.models import Member


class Received(models.Model):
    """An answer to a letter that came in by e-mail. Its words are here, sealed, only while they wait for their writer.

    `key` is a keyed hash of the letter and the message's own id, so that the same message acts once.
    """

    id = IdField()
    key = models.CharField(max_length=32, unique=True)
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    letter = models.ForeignKey(Letter, models.CASCADE, related_name="+")
    fate = models.CharField(max_length=11, choices=Fate.choices)
    why = models.CharField(max_length=6, choices=Why.choices, blank=True)
    sealed = models.BinaryField(null=True)
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sealed=None) | models.Q(fate=Fate.HELD), name="words_only_while_held"
            )
        ]
        indexes = [models.Index(fields=["at"], name="received_by_age")]


class Tally(models.Model):
    """How many messages met one fate on one day: all that is kept of those that were not somebody's answer."""

    day = models.DateField()
    fate = models.CharField(max_length=11, choices=Fate.choices)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["day", "fate"], name="one_tally_a_day")]
