"""Rows that stand in a table twice: acts that were sealed, exported or copied once more."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from dugnad.pulse.acts.left_out import LeftOut, Why
from dugnad.pulse.acts.rows import Rows
from dugnad.pulse.acts.schema import NAMES

SHOWN = 3


def without_repeated(rows: Rows, some: Table) -> tuple[Table, tuple[LeftOut, ...]]:
    """`some` of the rows, each once: the first by file and row. Acts with an id are the same when their ids are.

    Whether there are any is found by a number made of each row, which takes one look; only then they are compared.
    """
    key = some.id if rows.has_ids else _number_of(some)
    keyed = some.mutate(key=key)
    named = keyed.filter(keyed.key.notnull())
    twice = named.group_by("key").agg(times=named.count())
    twice = twice.filter(twice.times > 1)
    if not twice.count().to_pyarrow().as_py():
        return some, ()
    alike = ["id"] if rows.has_ids else list(NAMES)
    suspect = keyed.semi_join(twice, "key")
    window = ibis.window(group_by=alike, order_by=["file", "row"])
    placed = suspect.mutate(place=ibis.row_number().over(window))
    again = placed.filter(placed.place > 0).select("file", "row")
    first = again.order_by("file", "row").limit(SHOWN).to_pyarrow().to_pylist()
    count = again.count().to_pyarrow().as_py()
    if not count:
        return some, ()
    left = LeftOut(Why.TWICE, "", count, tuple(rows.row(one["file"], one["row"]) for one in first))
    return some.anti_join(again, ["file", "row"]), (left,)


def _number_of(table: Table) -> ibis.expr.types.Value:
    texts = [table[name].cast("string").fill_null("\x1e") for name in NAMES]
    whole = texts[0]
    for text in texts[1:]:
        whole = whole + "\x1f" + text
    return whole.hash()
