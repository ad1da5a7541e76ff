from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.elections import rules
from dugnad.elections.enums import ASKED_FOR, Phase, Reason
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class ElectionQuerySet(models.QuerySet["Election"]):
    def visible_to(self, member: Member | None) -> ElectionQuerySet:
        """Those of the circles that `member` is in."""
        return self.filter(rules.sees.which(member)) if member else self.none()


class Election(Recorded):
    """A circle chooses who tends it. `act` is that of opening it; `closing` the id of the one that closed it."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="elections")
    reason = models.CharField(max_length=7, choices=Reason.choices)
    seats = models.PositiveSmallIntegerField(default=ASKED_FOR)
    opened_at = models.DateTimeField(default=now)
    stands_until = models.DateTimeField()
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closing = models.BigIntegerField(null=True, blank=True)
    seed = models.CharField(max_length=64, blank=True, help_text="Of the lot.")
    voters = models.PositiveIntegerField(null=True, blank=True, help_text="How many voted, once it is counted.")
    electorate = models.PositiveIntegerField(null=True, blank=True, help_text="Of how many who could.")

    objects = ElectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle"], condition=models.Q(closed_at=None), name="one_election_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(stands_until__gt=models.F("opened_at"), closes_at__gt=models.F("stands_until")),
                name="election_forward",
            ),
            models.CheckConstraint(condition=models.Q(reason__in=Reason.values), name="election_reason_known"),
        ]

    def phase(self, at: datetime) -> Phase:
        """Where it stands at `at`."""
        if self.closed_at is not None:
            return Phase.CLOSED
        if at < self.stands_until:
            return Phase.STANDING
        return Phase.VOTING if at < self.closes_at else Phase.COUNTING


class Candidate(Recorded):
    """Somebody who stands, or was proposed and has not answered. Gone when the votes are counted."""

    id = IdField()
    election = models.ForeignKey(Election, models.CASCADE, related_name="candidates")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    proposed_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    stands_since = models.DateTimeField(null=True, blank=True, help_text="Empty: proposed, and not answered yet.")
    words = models.CharField(_("a word to the circle"), max_length=400, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["election", "member"], name="stands_once")]


class Asking(Recorded):
    """A member asks for an election. How many do is told, who does is not."""

    circle = models.ForeignKey(Circle, models.CASCADE, related_name="election_askings")
    member = models.ForeignKey(Member, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["circle", "member"], name="asks_for_election_once")]
