from __future__ import annotations

from django.db import models

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.ids import IdField
from dugnad.ledger.models import Recorded
from dugnad.people.models import Member
from dugnad.protection import rules


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, member: Member | None) -> ContactQuerySet:
        """Those between `member` and somebody else, and those that `member` reads along as a steward."""
        return self.filter(rules.reads_contact.which(member))


class Contact(Recorded):
    """The first contact between two members, which stewards of the young one's circle read along.

    `first` and `second` are ids in order, so that there is one row for a pair. `opened_at`: a steward has seen that
    they may be in touch by themselves.
    """

    id = IdField()
    circle = models.ForeignKey(Circle, models.CASCADE, related_name="contacts")
    first = models.ForeignKey(Member, models.CASCADE, related_name="+")
    second = models.ForeignKey(Member, models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(default=now)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_by = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+", db_index=False)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_contact_a_pair"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="contact_in_order"),
        ]


class Line(Recorded):
    """Something written in a contact that is read along."""

    contact = models.ForeignKey(Contact, models.CASCADE, related_name="lines", db_index=False)
    by = models.ForeignKey(Member, models.CASCADE, related_name="+", db_index=False)
    text = models.TextField(max_length=4000)
    at = models.DateTimeField(default=now)
    form_key = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "form_key"], name="contact_line_once_a_form")]
        indexes = [models.Index(fields=["contact", "at", "id"], name="contact_lines_in_order")]
