"""Which scopes may be told of beside one another: what one tells less the others must be nobody, or ten and more.

The movement less all its circles and campaigns leaves those in none of them; a circle less its campaigns likewise. Time
counts, too: whoever adds up the laps of one and takes away the laps of another looks at the stretches that both have
bounds for, so each such stretch is looked at, and all the time there is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import duckdb

from dugnad.pulse.taking.floors import FEWEST, FEWEST_ACTIVE
from dugnad.pulse.taking.order import Scope
from dugnad.pulse.taking.table import belongs, people, within

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


def tellable(base: duckdb.DuckDBPyConnection, scopes: Sequence[Scope]) -> list[Scope]:
    """Those of `scopes` that may be told of, in their order."""
    active = {scope.key: people(base, *within(scope, scope.begins)) for scope in scopes}
    told = [scope for scope in scopes if active[scope.key] >= FEWEST_ACTIVE]
    for parent in [scope for scope in told if not scope.campaign]:
        inner = [scope for scope in told if scope is not parent and _inside(scope, parent)]
        while inner and (too_near := _too_near(base, parent, inner)):
            smallest = min(too_near, key=lambda scope: active[scope.key])
            inner.remove(smallest)
            told.remove(smallest)
    return told


def _inside(scope: Scope, parent: Scope) -> bool:
    return not parent.circle or (bool(scope.campaign) and scope.circle == parent.circle)


def _too_near(base: duckdb.DuckDBPyConnection, parent: Scope, inner: Sequence[Scope]) -> list[Scope]:
    """Those of `inner` that, taken away from `parent` over one stretch of time, leave one to nine people."""
    for begins in (ALWAYS, *sorted({scope.begins for scope in inner} | set(parent.bounds))):
        alike = [scope for scope in inner if _has(scope, begins)]
        if _has(parent, begins) and alike and 0 < _rest(base, parent, alike, begins) < FEWEST:
            return alike
    return []


def _has(scope: Scope, begins: datetime) -> bool:
    return begins == ALWAYS or begins == scope.begins or begins in scope.bounds


def _rest(base: duckdb.DuckDBPyConnection, parent: Scope, inner: Sequence[Scope], begins: datetime) -> int:
    where, values = within(parent, begins)
    for scope in inner:
        also, more = belongs(scope)
        where, values = f"{where} AND NOT coalesce({also}, false)", [*values, *more]
    return people(base, where, values)
