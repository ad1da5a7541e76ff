"""The rows of a holding, as its member gets them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from dugnad.kit.seal import Unreadable
from dugnad.leaving.packing.columns import columns_of
from dugnad.people.holdings import Holding
from dugnad.people.models import Member

PIECE = 1_000
Row = dict[str, Any]


def rows_of(holding: Holding, member: Member) -> Iterator[Row]:
    """One after the other, the oldest first; what is sealed is opened."""
    plain = [name for name in columns_of(holding) if name not in holding.opens]
    if holding.opens:
        for one in holding.of(member).iterator(chunk_size=PIECE):
            yield {**{name: getattr(one, name) for name in plain}, **_opened(holding, one)}
        return
    for row in holding.of(member).values(*plain).iterator(chunk_size=PIECE):
        yield {**row, **_many(holding, member)}


def _opened(holding: Holding, one: Any) -> Row:
    found: Row = dict.fromkeys(holding.opens, "")
    for name, opener in holding.opens.items():
        with suppress(Unreadable):
            found[name] = opener(one)
    return found


def _many(holding: Holding, member: Member) -> Row:
    """Of the member's own row: the skills it is tied to."""
    if holding.model is not Member or holding.owner != "pk":
        return {}
    return {
        field.name: list(getattr(member, field.name).values_list("pk", flat=True))
        for field in Member._meta.many_to_many
    }
