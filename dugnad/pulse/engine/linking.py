"""Which act another one answers. The rule stands in docs/how-it-works/pulse.md."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
from ibis.expr.types import Table


@dataclass(frozen=True, eq=False)
class Keys:
    """How others may name some things: `ids` and `objects` have a `key`, each once, and the `number` of the thing."""

    ids: Table | None
    objects: Table

    def __or__(self, other: Keys) -> Keys:
        """Those of both; the lowest number wins where two are named alike."""
        ids = None if self.ids is None or other.ids is None else _once(self.ids.union(other.ids))
        return Keys(ids, _once(self.objects.union(other.objects)))


def keys_of(table: Table, number: str, *, has_ids: bool) -> Keys:
    """The keys of the things in `table`, which has their `number`, `object` and, if acts have ids, `id`."""
    ids = table.select(key="id", number=number) if has_ids else None
    return Keys(None if ids is None else _once(ids), _once(table.select(key="object", number=number)))


def _once(keys: Table) -> Table:
    named = keys.filter(keys.key.notnull())
    return named.group_by("key").agg(number=named.number.min())


def linked(acts: Table, keys: Keys, number: str) -> Table:
    """`acts` with the `number` of what they answer, without those that answer none of it.

    Tried in this order: `cause` as an id, `cause` as an object, and `object`.
    """
    tries = [("cause", keys.objects), ("object", keys.objects)]
    if keys.ids is not None:
        tries.insert(0, ("cause", keys.ids))
    found = acts
    for place, (column, named) in enumerate(tries):
        other = named.view().rename({f"key_{place}": "key", f"number_{place}": "number"})
        found = found.left_join(other, found[column] == other[f"key_{place}"])
    found = found.mutate(**{number: ibis.coalesce(*[found[f"number_{place}"] for place in range(len(tries))])})
    return found.filter(found[number].notnull()).select(*acts.columns, number)
