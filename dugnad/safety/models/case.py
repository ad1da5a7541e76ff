from __future__ import annotations

from django.db import models

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.enums import Phase


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, member: Member | None) -> CaseQuerySet:
        """Those that `member` decides as a steward, and those whose appeal they are called to look at."""
        return self.filter(rules.sees_case.which(member))


class Case(Recorded):
    """What was reported about one person in one circle, or about one thing that is nobody's own.

    `mask` is the other name under which they wrote: what is reported of that and what they wrote in their own name are
    two cases, and nothing here tells that both are about one person.
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="cases", db_index=False)
    person = models.ForeignKey(Member, models.SET_NULL, null=True, related_name="+")
    mask = models.CharField(max_length=40, blank=True)
    thing_kind = models.CharField(max_length=24, blank=True, help_text="Where there is no one person.")
    thing_id = models.CharField(max_length=LENGTH, blank=True)
    shown_as = models.CharField(max_length=140, help_text="What stewards call it: a handle, another name, a title.")
    phase = models.CharField(max_length=8, choices=Phase.choices, default=Phase.OPEN)
    keeper = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField(default=now)
    decided_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True, help_text="When words and pictures were erased.")

    objects = CaseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["circle", "person", "mask"],
                condition=models.Q(phase=Phase.OPEN, person__isnull=False),
                name="one_open_case_of_a_person",
            ),
            models.UniqueConstraint(
                fields=["circle", "thing_kind", "thing_id"],
                condition=models.Q(phase=Phase.OPEN) & ~models.Q(thing_id=""),
                name="one_open_case_of_a_thing",
            ),
            models.CheckConstraint(condition=models.Q(phase__in=Phase.values), name="case_phase_known"),
        ]
        indexes = [models.Index(fields=["circle", "phase", "opened_at"], name="cases_of_a_circle")]
