"""Which act another one answers. The rule stands in docs/how-it-works/pulse.md."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table


def keys_of(table: Table, number: str, *, has_ids: bool) -> Table:
    """How others may name the things in `table`: `key`, and the column `number`. The first wins where two are alike."""
    named = table.filter(table.object.notnull())
    keys = named.select(number, key="o" + named.object)
    if has_ids:
        known = table.filter(table.id.notnull())
        keys = keys.union(known.select(number, key="i" + known.id))
    return keys.group_by("key").agg(**{number: keys[number].min()})


def linked(acts: Table, keys: Table) -> Table:
    """`acts` with the number of what they answer, without those that answer none of it.

    Tried in this order: `cause` as an id, `cause` as an object, and `object`.
    """
    (number,) = (name for name in keys.columns if name != "key")
    found = acts
    tries = {
        "_1": "i" + found.cause,
        "_2": "o" + found.cause,
        "_3": "o" + found.object,
    }
    found = found.mutate(**{f"key{name}": key for name, key in tries.items()})
    for name in tries:
        other = keys.view().rename({f"match{name}": "key", f"number{name}": number})
        found = found.left_join(other, found[f"key{name}"] == other[f"match{name}"])
    found = found.mutate(**{number: ibis.coalesce(*[found[f"number{name}"] for name in tries])})
    return found.filter(found[number].notnull()).select(*acts.columns, number)
