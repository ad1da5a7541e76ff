"""The acts, and where each follower has come to."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Func
from django.db.models.sql.compiler import SQLCompiler
from django.utils.translation import gettext_lazy as _

from dugnad.kit.clock import now
from dugnad.kit.ids import LENGTH

BEFORE_ALL = -(2**63)
"""A transaction number smaller than any act has."""


class Audience(models.TextChoices):
    """Who may learn of an act."""

    PUBLIC = "public", _("Everyone")
    MOVEMENT = "movement", _("Members of the movement")
    CIRCLE = "circle", _("Members of the circle")
    PRIVATE = "private", _("Only the people in it")


class CurrentTransaction(Func):
    """The number of the running transaction on PostgreSQL; 0 on SQLite, where one writer makes ids ordered."""

    template = "0"
    arity = 0
    output_field = models.BigIntegerField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="(pg_current_xact_id()::text::bigint)", **context)


class NeverChanged(Exception):
    """An attempt to edit or delete an act. A correction is a new act."""


class ActQuerySet(models.QuerySet["Act"]):
    def update(self, **values: Any) -> NoReturn:
        raise NeverChanged("Acts are not edited.")

    def delete(self) -> NoReturn:
        raise NeverChanged("Acts are not deleted.")


class Act(models.Model):
    """One thing that one member did. Written once, by `dugnad.ledger.record`, never edited or deleted.

    `actor` and `toward` are person keys: who they stand for is known only while that member's row exists.
    """

    id = models.BigAutoField(primary_key=True)
    transaction = models.BigIntegerField(db_default=CurrentTransaction(), editable=False)
    at = models.DateTimeField(default=now)
    actor = models.CharField(max_length=LENGTH, blank=True, help_text=_("Person key; empty: the clock did it."))
    verb = models.CharField(max_length=40)
    circle = models.CharField(max_length=LENGTH, blank=True)
    object_type = models.CharField(max_length=24)
    object_id = models.CharField(max_length=LENGTH)
    toward = models.CharField(max_length=LENGTH, blank=True)
    cause = models.ForeignKey("self", models.DO_NOTHING, null=True, blank=True, related_name="effects", db_index=False)
    amount = models.BigIntegerField(null=True, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.CIRCLE)

    objects = ActQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["transaction", "id"], name="act_reading_order"),
            models.Index(fields=["object_type", "object_id"], name="act_by_object"),
            models.Index(fields=["circle", "at"], name="act_by_circle"),
        ]

    def save(self, *args: Any, **options: Any) -> None:
        if not self._state.adding:
            raise NeverChanged("Acts are not edited.")
        super().save(*args, **options)

    def delete(self, *args: Any, **options: Any) -> NoReturn:
        raise NeverChanged("Acts are not deleted.")


class Recorded(models.Model):
    """State that came about by an act: it cannot be written without one."""

    act = models.OneToOneField(Act, models.DO_NOTHING, related_name="+", editable=False)

    class Meta:
        abstract = True


class Cursor(models.Model):
    """How far a follower has read: the last act it was handed, in reading order.

    `tries`, `next_try_at` and `error` tell of a follower that can do nothing at the moment, through no fault of an act.
    """

    follower = models.CharField(max_length=40, primary_key=True)
    transaction = models.BigIntegerField(default=BEFORE_ALL)
    act = models.BigIntegerField(default=0)
    moved_at = models.DateTimeField(default=now)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(null=True, blank=True)
    error = models.TextField(blank=True)


class Held(models.Model):
    """An act a follower failed on: tried again later, and parked in sight of the operator in the end."""

    follower = models.CharField(max_length=40)
    act = models.ForeignKey(Act, models.DO_NOTHING, related_name="+")
    tries = models.PositiveSmallIntegerField(default=1)
    next_try_at = models.DateTimeField(null=True, blank=True, help_text=_("Empty: parked."))
    error = models.TextField()
    first_failed_at = models.DateTimeField(default=now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["follower", "act"], name="held_once")]
        indexes = [models.Index(fields=["follower", "next_try_at"], name="held_by_time")]


class Segment(models.Model):
    """A sealed file of the mirror: acts of one month, immutable once written."""

    path = models.CharField(max_length=200, primary_key=True)
    month = models.DateField()
    rows = models.PositiveIntegerField()
    first_act = models.BigIntegerField()
    last_act = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    sealed_at = models.DateTimeField(default=now)
