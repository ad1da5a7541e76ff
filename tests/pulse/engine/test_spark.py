"""The same acts on DuckDB and on a small Spark cluster: the same report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.util import find_spec
from math import isclose
from pathlib import Path
from typing import Any

import pytest
from ibis.backends import BaseBackend

from dugnad.pulse.acts import telling
from dugnad.pulse.acts.checking import checked, counting
from dugnad.pulse.acts.repeated import without_repeated
from dugnad.pulse.acts.rows import rows_of
from dugnad.pulse.engine import backends
from dugnad.pulse.engine.json import as_json
from dugnad.pulse.engine.run import measures
from dugnad.pulse.engine.scope import micros_of
from tests.pulse.acts.making import act, write_csv
from tests.pulse.engine.histories import history

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore"),  # of Spark's own
    pytest.mark.skipif(not (find_spec("pyspark") and shutil.which("java")), reason="needs pyspark and Java 17"),
]
WORKERS = "local-cluster[2,1,1024]"
SMALL = {
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
}
"""So few rows are not worth two hundred parts, nor programs that are compiled well for each of some sixty questions."""


NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def spark() -> Iterator[BaseBackend]:
    backend = backends.spark(WORKERS, SMALL)
    yield backend
    backends.close(backend)


def told(path: Path, engine: str | BaseBackend) -> dict[str, Any]:
    found = as_json(measures(path, engine=engine, now=NOW, seed=3))
    json.dumps(found, allow_nan=False)
    del found["engine"]
    return found


def read(path: Path, backend: BaseBackend, folder: Path) -> tuple[object, ...]:
    """The acts that count, and what does not."""
    rows = rows_of(path, backend=backend, local=backends.duckdb(), folder=folder)
    known = checked(rows.table, micros_of(NOW))
    some, twice = without_repeated(rows, counting(known))
    acts = some.drop("file").order_by("row").to_pyarrow().to_pylist()
    return acts, (*telling.told(rows, known)[1], *twice)


def differences(one: object, other: object, place: str = "") -> list[str]:
    """Where two reports differ; numbers may by a billionth, for sums come in any order."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [found for name in one for found in differences(one[name], other[name], f"{place}/{name}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [found for at in range(len(one)) for found in differences(one[at], other[at], f"{place}/{at}")]
    if isinstance(one, float) and isinstance(other, float) and isclose(one, other, rel_tol=1e-9, abs_tol=1e-12):
        return []
    return [] if one == other else [f"{place}: {one!r} is not {other!r}"]


def test_two_workers_are_there(spark: BaseBackend) -> None:
    from pyspark.sql import SparkSession  # it is there only for those who want it

    context = SparkSession.active().sparkContext
    context.parallelize(range(8), 8).count()

    assert context._jsc.sc().getExecutorMemoryStatus().size() == 3, "two workers, and the one that leads them"


def test_a_whole_history(spark: BaseBackend, tmp_path: Path) -> None:
    path = history(tmp_path / "acts.parquet", members=120, acts=2000)
    here = told(path, "duckdb")

    assert differences(here, told(path, spark)) == []
    assert sum(one["value"] is not None for one in here["measures"].values()) > 20


def test_what_is_left_out(spark: BaseBackend, tmp_path: Path) -> None:
    noon = "2026-11-01T12:00:00+01:00"
    acts = [
        act(noon, "ada", "joined", "token", circle="north"),
        act(noon, "ada", "joined", "token", circle="north"),
        act("2026-11-01T12:00:00", "bo"),
        act("soon", "bo"),
        act(noon, "bo", effort="much"),
        act("1960-01-01T12:00:00Z", "bo"),
        act(noon, "bo", relation="helps", toward="bo"),
        act(noon, "åsa", "gave", "give", amount="12.6", circle="north"),
        act(noon, "eva", "asked", relation="asks", object="x", circle="south"),
    ]
    path = write_csv(tmp_path / "acts.csv", acts)

    here, there = (read(path, backend, tmp_path) for backend in (backends.duckdb(), spark))

    assert here == there
    assert len(here[0]) == 3
    assert len(here[1]) == 6


def test_a_difference_would_be_seen() -> None:
    assert differences({"a": [1.0]}, {"a": [1.0 + 1e-12]}) == []
    assert differences({"a": [1.0]}, {"a": [1.001]}) == ["/a/0: 1.0 is not 1.001"]
    assert differences({"a": 1}, {"b": 1}) != []
