from __future__ import annotations

from django.db import models

from dugnad.asks import rules
from dugnad.asks.enums import CallState
from dugnad.asks.models.ask import Ask
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member


class CallQuerySet(models.QuerySet["Call"]):
    def visible_to(self, member: Member | None) -> CallQuerySet:
        """Their own, for asks they may answer. That somebody else was called is nobody's to see."""
        return self.filter(rules.is_called.which(member), ask__in=Ask.objects.filter(rules.answers_ask.which(member)))


class Call(Recorded):
    """An ask addressed to one member by name. `act` is the calling."""

    id = IdField()
    ask = models.ForeignKey(Ask, models.CASCADE, related_name="calls", db_index=False)
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Member, models.CASCADE, related_name="calls", db_index=False)
    passed_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    wave = models.PositiveSmallIntegerField(default=1)
    fit = models.FloatField(default=1.0, help_text="How well it suits them, 0 to 1.")
    reasons = models.JSONField(default=dict, help_text="Why this member: facts, as `queries.calls.Reasons` reads them.")
    state = models.CharField(max_length=9, choices=CallState.choices, default=CallState.WAITING)
    called_at = models.DateTimeField(default=now)
    answer_by = models.DateTimeField(help_text="When others are called.")
    settled_at = models.DateTimeField(null=True, blank=True, help_text="When it got its present state.")

    objects = CallQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["ask", "member"], name="called_once_for_an_ask"),
            models.CheckConstraint(condition=models.Q(state__in=CallState.values), name="call_state_known"),
        ]
        indexes = [
            models.Index(fields=["member", "called_at"], name="calls_of_a_member"),
            models.Index(fields=["circle", "called_at"], name="calls_of_a_circle"),
            models.Index(fields=["state", "answer_by"], name="calls_by_time"),
        ]


class Callee(models.Model):
    """What calling one member has come to, and the lock that every call of them has to turn.

    Nobody is called but by an update that finds `turn` as it was when their calls were counted. So of two asks that
    choose the same member at the same moment one comes second, and counts again.
    """

    member = models.OneToOneField(Member, models.CASCADE, primary_key=True, related_name="+")
    turn = models.PositiveIntegerField(default=0, help_text="Grows with every call.")
    last_called_at = models.DateTimeField(null=True, blank=True)
    tried = models.FloatField(default=0.0, help_text="Calls that somebody came to, and the fit of those nobody did.")
    in_time = models.PositiveIntegerField(default=0, help_text="Of those, calls that were answered in time.")


class Round(models.Model):
    """The calling for one ask: which wave it has come to, and when to look at it again."""

    ask = models.OneToOneField(Ask, models.CASCADE, primary_key=True, related_name="+")
    act = models.BigIntegerField(help_text="The act that set it going: the asking, a hand-over, an opening again.")
    answers_before = models.PositiveIntegerField(default=0)
    began_at = models.DateTimeField(default=now)
    wave = models.PositiveSmallIntegerField(default=0)
    looks = models.PositiveIntegerField(default=0, help_text="Grows each time somebody is at it.")
    next_at = models.DateTimeField(null=True, blank=True, help_text="Empty: it is over.")

    class Meta:
        indexes = [models.Index(fields=["next_at"], name="rounds_by_time")]


class Rotation(models.Model):
    """How far a long list of members was looked through. The next look begins behind it, so everybody has a turn."""

    of = models.CharField(max_length=80, primary_key=True)
    after = models.CharField(max_length=16, blank=True)
