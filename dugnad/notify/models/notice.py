from __future__ import annotations

from django.db import models

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH, IdField
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Pace


class NoticeQuerySet(models.QuerySet["Notice"]):
    def visible_to(self, member: Member | None) -> NoticeQuerySet:
        """One's own. What it is about is looked up anew each time, as far as the member may still see it."""
        return self.filter(member=member) if member else self.none()


class Notice(models.Model):
    """One act that one member is told of. It holds no words: these are made when they are read or sent.

    `page` is the path it leads to; notices of one page stand together. `circle` is the id of a circle, or empty.
    """

    id = IdField()
    member = models.ForeignKey(Member, models.CASCADE, related_name="notices", db_index=False)
    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="+", db_index=False)
    circle = models.CharField(max_length=LENGTH, blank=True)
    page = models.CharField(max_length=200)
    pace = models.CharField(max_length=7, choices=[(pace.value, pace.value) for pace in Pace])
    at = models.DateTimeField(default=now)
    read_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True, help_text="When a digest with it had left.")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "act"], name="told_once")]
        indexes = [
            models.Index(fields=["member", "page", "at"], name="notices_by_page"),
            models.Index(fields=["member", "page"], condition=models.Q(read_at=None), name="notices_unread"),
            models.Index(fields=["at"], name="notices_by_age"),
        ]
