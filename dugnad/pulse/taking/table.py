"""The mirror's acts before a moment in DuckDB, of those who are counted, each with the scopes it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from tempfile import gettempdir

import duckdb

from dugnad.pulse.taking.order import Order, Scope

SMALL: dict[str, str | bool | int | float | list[str]] = {
    "threads": 1,
    "memory_limit": "512MB",
    "temp_directory": gettempdir(),
}
"""It has time, and the machine has pages to make."""
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
APART = ("did-elsewhere", "attested", "elsewhere-taken-back", "pulse-released")
"""Verbs that no measure counts: what is told of elsewhere stands apart, and the pulse does not measure itself."""

ACTS = """
CREATE TABLE acts AS
WITH early AS (SELECT * FROM read_parquet(?, hive_partitioning = false) WHERE "at" < ?),
    members AS (SELECT DISTINCT actor FROM early WHERE verb = 'arrived')
SELECT early.*, early.actor IS NULL OR early.actor IN (SELECT actor FROM members) AS by_member FROM early ORDER BY id
"""
CAMPAIGNS = """
CREATE TABLE of_campaign AS
WITH RECURSIVE grown(campaign, id) AS (
    SELECT c.campaign, a.id FROM campaigns c JOIN acts a
        ON a.id = c.act OR (a.object_type = 'campaign' AND a.object = c.campaign)
    UNION
    SELECT g.campaign, a.id FROM grown g JOIN acts a ON a.cause = g.id
)
SELECT campaign, id FROM grown
"""
WITHOUT = (
    "UPDATE acts SET relation = 'none' WHERE relation = 'asks' AND id IN (SELECT cause FROM acts "
    "WHERE relation = 'helps' AND actor IN (SELECT person FROM left_out))",
    "DELETE FROM acts WHERE actor IN (SELECT person FROM left_out)",
    "UPDATE acts SET toward = NULL WHERE toward IN (SELECT person FROM left_out)",
)
"""An ask that they answered is none any more: without their answer it would look as if nobody had come."""


@contextmanager
def acts_of(order: Order) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with the tables `acts` and `of_campaign`. Raises `duckdb.Error` for a mirror that cannot be read."""
    with duckdb.connect(config=SMALL) as base:
        files = str(Path(order.root) / "month=*" / "*.parquet")
        base.execute("SET TimeZone = 'UTC'")
        base.execute(ACTS, [files, order.until])
        base.execute("CREATE TABLE campaigns (campaign VARCHAR, act BIGINT)")
        for scope in order.scopes:
            if scope.campaign:
                base.execute("INSERT INTO campaigns VALUES (?, ?)", [scope.campaign, scope.campaign_act])
        base.execute(CAMPAIGNS)  # before anybody is left out: what somebody began belongs to others, too
        if order.left_out:
            base.execute("CREATE TABLE left_out AS SELECT unnest(?) AS person", [list(order.left_out)])
            for statement in WITHOUT:
                base.execute(statement)
        yield base


def belongs(scope: Scope) -> tuple[str, list[object]]:
    """The condition on `acts` that holds for those of `scope`, and its parameters.

    Those who sign without an account stand in the pulse of the campaign alone: they are members of nothing.
    """
    if scope.campaign:
        return "id IN (SELECT id FROM of_campaign WHERE campaign = ?)", [scope.campaign]
    return ("circle = ? AND by_member", [scope.circle]) if scope.circle else ("by_member", [])


def written(base: duckdb.DuckDBPyConnection, scope: Scope, path: Path) -> int:
    """Write the acts of `scope` that measures count to a Parquet file. How many they are."""
    where, values = belongs(scope)
    apart = ", ".join(f"'{verb}'" for verb in APART)
    query = f"SELECT * FROM acts WHERE {where} AND verb NOT IN ({apart}) ORDER BY id"  # our own words
    base.execute(f"CREATE OR REPLACE TEMP TABLE chosen AS {query}", values)
    base.execute(f"COPY chosen TO '{path}' (FORMAT parquet)")
    (rows,) = base.execute("SELECT count(*) FROM chosen").fetchone() or (0,)
    return int(rows)


def people(base: duckdb.DuckDBPyConnection, where: str, values: list[object]) -> int:
    """How many different people stand in the acts for which `where` holds, as who did them or toward whom."""
    query = f"""SELECT count(DISTINCT person) FROM (
        SELECT actor AS person FROM acts WHERE {where}
        UNION ALL SELECT toward FROM acts WHERE {where}
    ) WHERE person IS NOT NULL"""  # our own words
    (found,) = base.execute(query, [*values, *values]).fetchone() or (0,)
    return int(found)


def within(scope: Scope, begins: datetime) -> tuple[str, list[object]]:
    """As `belongs`, from `begins` on."""
    where, values = belongs(scope)
    return f'({where}) AND "at" >= ?', [*values, begins]


def since(base: duckdb.DuckDBPyConnection, scope: Scope) -> datetime:
    """The first moment of the day of the first act of `scope`, which has one."""
    where, values = belongs(scope)
    query = f'SELECT epoch_us(min("at")) FROM acts WHERE {where}'  # our own words
    (first,) = base.execute(query, values).fetchone() or (None,)
    if first is None:
        raise ValueError(f"there is no act of {scope.key}")
    return datetime.combine((EPOCH + timedelta(microseconds=first)).date(), time(), UTC)
