"""What can be reported: each app names its kinds of things when it is ready.

    register(Kind("ask", _("an ask"), Ask, rules.reads_ask_hidden_or_not, told))

A report goes to the stewards of the thing's circle. It never lets them read what they could not read before: they see
what the reporter chose to show them, and what `reads` says they may read anyway.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile
from django.utils.functional import Promise

from dugnad.kit.permission import Rule
from dugnad.people.models import Member


@dataclass(frozen=True)
class Shown:
    """A picture of a thing, and what its writer said that it shows."""

    file: FieldFile
    describes: str


@dataclass(frozen=True)
class Told:
    """One thing as a report tells of it.

    `circle` is the id of the circle whose stewards hear of it; empty: one that reporter and writer share. `by` is who
    wrote it, if that is one member; `mask` the other name they wrote it under, if they did. `hides`: it can be hidden.
    """

    title: str
    path: str
    circle: str
    by: Member | None
    text: str = ""
    mask: str = ""
    pictures: Sequence[Shown] = ()
    hides: bool = True


@dataclass(frozen=True)
class Kind:
    """`reads` says who may read such a thing, be it hidden or not; `told` what there is to say of one."""

    code: str
    name: str | Promise
    model: type[Model]
    reads: Rule
    told: Callable[[Any], Told]

    def seen(self, member: Member, pk: str) -> Told | None:
        """The thing, if `member` sees it now."""
        found = self.model._default_manager.all()
        one = found.visible_to(member).filter(pk=pk).first()  # type: ignore[attr-defined]  # every one of them has it
        return self.told(one) if one else None

    def readable(self, member: Member, pks: Sequence[str]) -> set[str]:
        """Those of these that `member` may read, hidden or not."""
        rows = self.model._default_manager.filter(self.reads.which(member), pk__in=pks)
        return set(rows.values_list("pk", flat=True))


class AlreadyRegistered(Exception):
    """Two kinds with one code."""


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Let things of this kind be reported. Raises `AlreadyRegistered`."""
    if kind.code in _kinds:
        raise AlreadyRegistered(kind.code)
    _kinds[kind.code] = kind


def kind(code: str) -> Kind | None:
    """The kind with this code, if there is one."""
    return _kinds.get(code)


def kinds() -> tuple[Kind, ...]:
    """All, by code."""
    return tuple(_kinds[code] for code in sorted(_kinds))
