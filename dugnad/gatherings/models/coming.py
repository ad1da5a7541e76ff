from __future__ import annotations

from django.db import models

from dugnad.gatherings.enums import Word
from dugnad.gatherings.models.duty import Duty
from dugnad.gatherings.models.occasion import Occasion
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class Coming(Recorded):
    """What one member says about one day, and whether they were there. `act` is the latest of theirs."""

    id = IdField()
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="comings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="comings")
    word = models.CharField(max_length=6, choices=Word.choices)
    brings = models.PositiveSmallIntegerField(default=0, help_text="How many others.")
    named = models.BooleanField(default=False, help_text="The circle may see who it is.")
    needs = models.BinaryField(null=True, blank=True, help_text="For the organisers, sealed; gone a day after.")
    was_there_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["occasion", "member"], name="one_word_a_day"),
            models.CheckConstraint(condition=models.Q(word__in=Word.values), name="coming_word_known"),
        ]


class Turn(Recorded):
    """One place of a role on one day, taken. The database itself refuses to fill a place twice."""

    id = IdField()
    duty = models.ForeignKey(Duty, models.CASCADE, related_name="turns")
    occasion = models.ForeignKey(Occasion, models.CASCADE, related_name="turns")
    place = models.PositiveSmallIntegerField(help_text="1 to as many as are needed.")
    member = models.ForeignKey(Member, models.CASCADE, related_name="turns")
    taken_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "occasion", "place"], name="a_role_is_filled_once"),
            models.UniqueConstraint(fields=["duty", "occasion", "member"], name="a_role_once_a_member"),
        ]
