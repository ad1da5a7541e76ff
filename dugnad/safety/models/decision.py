from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.enums import Measure, State
from dugnad.safety.models.case import Case


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, member: Member | None) -> DecisionQuerySet:
        """What `member` is concerned by and is or was in force. Stewards read of it on the page of its case."""
        return self.filter(rules.is_concerned.which(member))


class Decision(Recorded):
    """A measure that was proposed, and what became of it. `days` 0: for good."""

    id = IdField()
    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    measure = models.CharField(max_length=8, choices=Measure.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    days = models.PositiveSmallIntegerField(default=0)
    hides_kind = models.CharField(max_length=24, blank=True, help_text="The thing it hides, alone or besides.")
    hides_id = models.CharField(max_length=LENGTH, blank=True)
    norm = models.CharField(max_length=200, blank=True, help_text="The norm it rests on, as it was written then.")
    told = models.CharField(max_length=400, blank=True, help_text="Why: words to the one concerned.")
    said = models.CharField(max_length=200, help_text="What the circle reads of it: no names.")
    proposed_by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=now)
    was_emergency = models.BooleanField(default=False)
    in_force_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True, help_text="When it had all the voices it takes.")
    until = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When it had run its time, or was undone.")
    named = models.BooleanField(default=False, help_text="The one concerned wishes their name beside it in the log.")
    was_role = models.CharField(max_length=7, blank=True, help_text="Of somebody who was kept out: if they were in.")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(state__in=State.values), name="decision_state_known"),
            models.UniqueConstraint(
                fields=["case", "proposed_by"],
                condition=models.Q(state__in=[State.PROPOSED, State.EMERGENCY]),
                name="one_proposal_each",
            ),
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(state=State.EMERGENCY), name="one_emergency_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state__in=[State.STANDS, State.OVERTURNED]),
                name="a_case_is_decided_once",
            ),
        ]
        indexes = [models.Index(fields=["state", "until"], name="decisions_by_time")]


class Voice(Recorded):
    """One steward's yes to a measure. Whoever proposes it has given theirs."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="voices", db_index=False)
    by = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["decision", "by"], name="one_voice_each")]
