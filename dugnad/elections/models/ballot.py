from __future__ import annotations

from django.db import models

from dugnad.elections.models.election import Election
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class Ballot(Recorded):
    """That somebody voted. `choices` are sealed while the vote is open, so that they can be changed, and erased in the
    transaction that counts them: from then on nothing says who voted for whom."""

    id = IdField()
    election = models.ForeignKey(Election, models.CASCADE, related_name="ballots")
    voter = models.ForeignKey(Member, models.CASCADE, related_name="+")
    choices = models.BinaryField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "voter"], name="one_ballot_each")]


class Outcome(models.Model):
    """How many approved of one who stood. The name goes when they go."""

    election = models.ForeignKey(Election, models.CASCADE, related_name="outcomes")
    candidate = models.CharField(max_length=16, help_text="The id under which the lot drew them.")
    member = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    place = models.PositiveSmallIntegerField(help_text="1 for the first.")
    approvals = models.PositiveIntegerField()
    elected = models.BooleanField()
    drawn = models.BooleanField(default=False, help_text="The lot decided about a seat between them and others.")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "place"], name="one_in_each_place")]
