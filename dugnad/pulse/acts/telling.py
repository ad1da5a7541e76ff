"""How many rows do not count for which reason, and the first of them."""

from __future__ import annotations

from ibis.expr.types import Table

from dugnad.pulse.acts.checking import COLUMN_OF
from dugnad.pulse.acts.left_out import LeftOut, Row, Why
from dugnad.pulse.acts.rows import Rows

SHOWN = 3


def told(rows: Rows, checked: Table) -> tuple[int, tuple[LeftOut, ...]]:
    """How many rows there are, and which of the `checked` ones do not count, in the order of `Why`."""
    counts = checked.group_by("why").agg(rows=checked.count()).to_pyarrow().to_pylist()
    found = {one["why"]: one["rows"] for one in counts}
    left = tuple(
        LeftOut(why, COLUMN_OF[why], found[why.value], _first(rows, checked, why)) for why in Why if why.value in found
    )
    return sum(found.values()), left


def _first(rows: Rows, checked: Table, why: Why) -> tuple[Row, ...]:
    some = checked.filter(checked.why == why.value).select("file", "row").order_by("file", "row").limit(SHOWN)
    return tuple(rows.row(one["file"], one["row"]) for one in some.to_pyarrow().to_pylist())
