"""The changes of state that all actions are made of: conditional updates of one row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import F, Q

from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from dugnad.work.enums import TRANSITIONS, UNIT_TRANSITIONS, Said, State, UnitState
from dugnad.work.models import Note, Task, Unit

NOBODY: dict[str, Any] = {"held_by": None, "held_at": None, "lease_until": None}


class NotDeclared(Exception):
    """A change of state that `enums` does not know."""


def move(
    task: Task, sources: set[State], target: State, at: datetime, facts: Mapping[str, Any], where: Q | None = None
) -> bool:
    """Bring `task` from one of `sources` to `target`, if it stands there and `where` holds; and `task` up to date."""
    if any(target not in TRANSITIONS[source] for source in sources):
        raise NotDeclared(f"{sources} → {target}")
    still = Task.objects.filter(where or Q(), pk=task.pk, state__in=sources)
    moved = still.update(state=target, version=F("version") + 1, active_at=at, **facts)
    task.refresh_from_db()
    return moved == 1


def move_unit(unit: Unit, sources: set[UnitState], target: UnitState, facts: Mapping[str, Any], where: Q) -> bool:
    """The same for a unit."""
    if any(target not in UNIT_TRANSITIONS[source] for source in sources):
        raise NotDeclared(f"{sources} → {target}")
    moved = Unit.objects.filter(where, pk=unit.pk, state__in=sources).update(state=target, **facts)
    unit.refresh_from_db()
    return moved == 1


def tell(
    verb: Verb, task: Task, *, by: Member | None, at: datetime, toward: Member | None = None, amount: int | None = None
) -> Act:
    """Record an act about `task`, toward somebody else than its actor."""
    other = toward if by is None or toward is None or toward.pk != by.pk else None
    return record(
        verb, by=by, about=task.pk, circle=task.circle_id, toward=other, cause=task.act_id, amount=amount, at=at
    )


def note(task: Task, act: Act, said: Said, text: str, *, by: Member, at: datetime) -> None:
    """Keep the words that came with an act; none are kept when none were written."""
    if text.strip():
        Note.objects.create(act=act, task=task, by=by, said=said, text=text.strip(), at=at)
