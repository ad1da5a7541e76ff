"""What was attested from elsewhere in a lap: counted apart from every measure."""

from __future__ import annotations

import duckdb

from dugnad.pulse.taking.floors import FEWEST
from dugnad.pulse.taking.order import Scope
from dugnad.pulse.taking.table import within


def attested(base: duckdb.DuckDBPyConnection, scope: Scope) -> dict[str, int]:
    """How many people did something that another attested, and for about how many hours; empty for fewer than ten."""
    where, values = within(scope, scope.begins)
    query = f"SELECT count(DISTINCT toward), sum(amount) FROM acts WHERE {where} AND verb = 'attested'"
    people, minutes = base.execute(query, values).fetchone() or (0, 0)
    return {"people": int(people), "hours": round((minutes or 0) / 60)} if people >= FEWEST else {}
