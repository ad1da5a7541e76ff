"""Whether acts, the state that came about by them, and the mirror agree. Reads everything: for the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import connection
from django.db.models import (
    Aggregate,
    CharField,
    Count,
    Exists,
    F,
    ForeignKey,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from dugnad.ledger.mirror import Found, Mirror, mirror, verify
from dugnad.ledger.models import Act, Cursor, Held, Recorded, Segment

GUARDS = ("ledger_act_never_edited", "ledger_act_never_deleted")
TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger_act'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgrelid = 'ledger_act'::regclass",
}


def problems(sealing: Mirror | None = None) -> list[str]:
    """What is wrong, a line each; empty when all is well. Lines name tables, ids of acts and files: nobody's words."""
    return [*_missing_guards(), *_states(), *_names(), *_segments(sealing or mirror())]


def recorded_models() -> list[type[Recorded]]:
    """The kinds of state that come about by acts."""
    return [model for model in apps.get_models() if issubclass(model, Recorded)]


def _missing_guards() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute(TRIGGERS[connection.vendor])
        there = {name for (name,) in cursor.fetchall()}
    for name in GUARDS:
        if name not in there:
            yield f"The database would let acts be changed: its guard {name} is gone."


def _states() -> Iterator[str]:
    for model in recorded_models():
        rows: QuerySet[Recorded] = model._default_manager.all()
        alone = rows.filter(~Exists(Act.objects.filter(pk=OuterRef("act_id")))).count()
        if alone:
            yield f"{alone} rows of {model._meta.db_table} have no act."
        for act in rows.exclude(_about_it(model)).filter(act__isnull=False).values_list("act_id", flat=True)[:20]:
            yield f"Act {act} belongs to a row of {model._meta.db_table}, but is about something else."


def _names() -> Iterator[str]:
    """Acts know people by person keys alone: an id leads to a member's page, and from there to all they ever did."""
    members = get_user_model()._default_manager.values("pk")
    named = Act.objects.filter(Q(actor__in=members) | Q(toward__in=members) | Q(object_id__in=members))
    if count := named.count():
        yield f"{count} acts hold the id of a member in place of the person key."


def _about_it(model: type[Recorded]) -> Q:
    """The act of a row is about the row itself, or about what it is a part of, as a membership of its circle."""
    parts = [
        field.attname for field in model._meta.concrete_fields if isinstance(field, ForeignKey) and field.name != "act"
    ]
    about = Q()
    for name in ["pk", *parts]:
        about |= Q(act__object_id=Coalesce(Cast(F(name), CharField()), Value("")))  # NULL would swallow the others
    return about


def _segments(sealing: Mirror) -> Iterator[str]:
    for segment in Segment.objects.order_by("path"):
        found = verify(segment, sealing.root)
        if found is not Found.WHOLE:
            yield f"{segment.path} of the mirror is {found}."
    here = Q(transaction__lt=OuterRef("transaction")) | Q(transaction=OuterRef("transaction"), id__lte=OuterRef("act"))
    # One query, so that a worker that is sealing meanwhile is seen before or after and not in between.
    counted = Cursor.objects.filter(follower=sealing.name).values_list(
        _number(Count("pk"), Act.objects.filter(here)),
        _number(Count("pk"), Held.objects.filter(follower=sealing.name)),
        _number(Sum("rows"), Segment.objects.all()),
    )
    for past, held, sealed in counted:
        if past - held != sealed:
            yield f"The mirror should hold {past - held} acts and holds {sealed}."


def _number(what: Aggregate, of: QuerySet[Any]) -> Coalesce:
    told = of.order_by().annotate(all=Value(1)).values("all").annotate(number=what).values("number")
    return Coalesce(Subquery(told), 0)
