"""Which rows a bundle holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Model

from dugnad.ledger.mirror import Mirror
from dugnad.ledger.models import Cursor, Held
from dugnad.moving.bundles.kinds import Kind, is_numbered, label, pointers, travelling
from dugnad.people.models import Place

AT_A_TIME = 500


@dataclass
class Selection:
    """The primary keys of the rows of each kind, in order. `circle`: its id, or empty for the whole movement."""

    circle: str
    rows: dict[Kind, list[Any]]
    names_only: set[str] = field(default_factory=set)
    """Members who come along as a name: they wrote something in the circle and are in it no more."""

    @cached_property
    def numbers(self) -> dict[Kind, dict[Any, Any]]:
        """By which number the bundle calls a row. A circle's are counted from 1, wherever they come from."""
        if not self.circle:
            return {}
        return {kind: {pk: n for n, pk in enumerate(pks, 1)} for kind, pks in self.rows.items() if is_numbered(kind)}

    @cached_property
    def _sets(self) -> dict[Kind, set[Any]]:
        return {kind: set(pks) for kind, pks in self.rows.items()}

    def has(self, kind: Kind, pk: object) -> bool:
        """Whether this row is in the bundle."""
        return pk in self._sets.get(kind, ())

    def number(self, kind: Kind, pk: Any) -> Any:
        """How the bundle calls this row of its own."""
        return self.numbers[kind][pk] if kind in self.numbers else pk

    def read(self, kind: Kind) -> Iterator[Model]:
        """The rows themselves."""
        for pks in _in_pieces(self.rows[kind]):
            found = kind._base_manager.in_bulk(pks)
            yield from (found[pk] for pk in pks if pk in found)


def whole() -> Selection:
    """All there is. Of the gazetteer only what somebody points at; the rest is made anew, and so is the mirror."""
    rows = {kind: sorted(kind._base_manager.values_list("pk", flat=True)) for kind in travelling()}
    for kind in (Cursor, Held):
        rows[kind] = sorted(kind._base_manager.exclude(follower=Mirror.name).values_list("pk", flat=True))
    rows[Place] = sorted({pk for kind in rows for pk in _pointed_at(kind, Place)})
    return Selection("", rows)


def _pointed_at(kind: Kind, target: Kind) -> set[Any]:
    names = [one.attname for one in pointers(kind) if one.related_model is target and label(kind) != "people.placename"]
    return {pk for name in names for pk in kind._base_manager.values_list(name, flat=True).distinct() if pk is not None}


def _in_pieces(pks: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(pks), AT_A_TIME):
        yield pks[start : start + AT_A_TIME]
