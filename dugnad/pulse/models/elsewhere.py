from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.pulse import rules


class ElsewhereQuerySet(models.QuerySet["Elsewhere"]):
    def visible_to(self, member: Member | None) -> ElsewhereQuerySet:
        """What `member` may read of what others did elsewhere."""
        return self.filter(rules.reads_deed.which(member), taken_back_at=None)


class Elsewhere(Recorded):
    """Something that a member did for the circle outside the platform, in their own words. `act` is the telling."""

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="+", db_index=False)
    author = models.ForeignKey(Member, models.CASCADE, related_name="+")
    what = models.CharField(_("what you did, and for whom or what"), max_length=280)
    minutes = models.PositiveIntegerField(_("about how many minutes it took"))
    done_on = models.DateField(_("on which day"))
    attested_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)
    attested_at = models.DateTimeField(null=True, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    objects = ElsewhereQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["author", "form_key"], name="elsewhere_once_a_form"),
            models.CheckConstraint(
                condition=models.Q(attested_by=None) | ~models.Q(attested_by=models.F("author")),
                name="attested_by_another",
            ),
        ]
        indexes = [models.Index(fields=["circle", "created_at", "id"], name="elsewhere_by_time")]
