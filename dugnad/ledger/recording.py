"""Writing acts."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from django.db import connection

from dugnad.kit.clock import now
from dugnad.ledger import asking_first
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.verbs import Verb


class Person(Protocol):
    """Whoever acts or is acted toward: known to the ledger by a person key alone."""

    person_key: str


class OutsideTransaction(Exception):
    """An act was about to be recorded apart from the state it belongs to."""


def record(
    verb: Verb,
    *,
    by: Person | None,
    about: str,
    circle: str = "",
    toward: Person | None = None,
    cause: int | None = None,
    amount: int | None = None,
    audience: Audience = Audience.CIRCLE,
    at: datetime | None = None,
) -> Act:
    """Record that `by` did `verb` to the object with id `about`, in the transaction that is running.

    `circle` is the id of the circle it happened in; empty: none. `cause` is the id of the act this one answers.
    `amount` is minutes, minor currency units or a count, as the verb says. `by=None`: the clock did it.
    Raises `OutsideTransaction` when no transaction is open, and `Refused` when there is something against it.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(verb.code)
    asking_first.ask(verb, by, circle)
    act = Act(
        at=at or now(),
        actor=by.person_key if by else "",
        verb=verb.code,
        circle=circle,
        object_type=verb.about,
        object_id=about,
        toward=toward.person_key if toward else "",
        cause_id=cause,
        amount=amount,
        audience=audience,
    )
    act.save(force_insert=True)
    return act
