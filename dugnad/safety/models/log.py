from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from dugnad.circles import rules as circle_rules
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import NeverChanged, Recorded
from dugnad.people.models import Member
from dugnad.safety.enums import Event, Measure
from dugnad.safety.models.decision import Decision


class LogEntryQuerySet(models.QuerySet["LogEntry"]):
    def visible_to(self, member: Member | None) -> LogEntryQuerySet:
        """The logs of circles that `member` belongs to."""
        return self.filter(circle_rules.belongs_to_its_circle.which(member))

    def update(self, **values: Any) -> NoReturn:
        raise NeverChanged("What was decided is not written anew.")

    def delete(self) -> NoReturn:
        raise NeverChanged("What was decided is not taken out of the log.")


class LogEntry(Recorded):
    """A line of the circle's public log of decisions: no names, never edited.

    Whoever is concerned can let their own name stand beside it (`Decision.named`), and take it away again.
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="lines")
    event = models.CharField(max_length=10, choices=Event.choices)
    measure = models.CharField(max_length=8, choices=Measure.choices)
    days = models.PositiveSmallIntegerField(default=0)
    norm = models.CharField(max_length=200, blank=True)
    said = models.CharField(max_length=200)
    voices = models.PositiveSmallIntegerField(help_text="By how many.")
    at = models.DateTimeField(default=now)

    objects = LogEntryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["circle", "at", "id"], name="log_of_a_circle")]

    @property
    def name(self) -> str:
        """The handle of the one concerned, if they wish it to stand here; empty otherwise."""
        case = self.decision.case
        return case.person.handle if self.decision.named and case.person and not case.mask else ""

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise NeverChanged("What was decided is not written anew.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged("What was decided is not taken out of the log.")
