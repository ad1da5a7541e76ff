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

from dugnad.pulse.engine import backends
from dugnad.pulse.engine.json import as_json
from dugnad.pulse.engine.run import measures
from tests.pulse.acts.making import act, write_csv
from tests.pulse.engine.histories import history

pytestmark = [
    pytest.mark.spark,
    pytest.mark.filterwarnings("ignore"),  # of Spark's own
    pytest.mark.skipif(not (find_spec("pyspark") and shutil.which("java")), reason="needs pyspark and Java 17"),
]
WORKERS = "local-cluster[2,1,1024]"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.fixture(scope="module")
def spark() -> Iterator[BaseBackend]:
    backend = backends.spark(WORKERS)
    yield backend
    backends.close(backend)


def told(path: Path, engine: str | BaseBackend, **more: Any) -> dict[str, Any]:
    found = as_json(measures(path, engine=engine, now=NOW, seed=3, **more))
    json.dumps(found, allow_nan=False)
    del found["engine"]
    return found


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
    path = history(tmp_path / "acts.parquet", members=150, acts=3000)
    here = told(path, "duckdb")

    assert differences(here, told(path, spark)) == []
    assert sum(one["value"] is not None for one in here["measures"].values()) > 20


def test_what_is_left_out_and_a_circle(spark: BaseBackend, tmp_path: Path) -> None:
    noon = "2026-11-01T12:00:00+01:00"
    acts = [
        act(noon, "ada", "joined", "token", circle="north"),
        act(noon, "ada", "joined", "token", circle="north"),
        act("2026-11-01T12:00:00", "bo"),
        act("soon", "bo"),
        act("1960-01-01T12:00:00Z", "bo"),
        act(noon, "bo", relation="helps", toward="bo"),
        act(noon, "åsa", "gave", "give", amount="12.6", circle="north"),
        act(noon, "eva", "asked", relation="asks", object="x", circle="south"),
    ]
    path = write_csv(tmp_path / "acts.csv", acts)

    assert differences(told(path, "duckdb"), told(path, spark)) == []
    assert differences(told(path, "duckdb", circle="north"), told(path, spark, circle="north")) == []


def test_a_difference_would_be_seen() -> None:
    assert differences({"a": [1.0]}, {"a": [1.0 + 1e-12]}) == []
    assert differences({"a": [1.0]}, {"a": [1.001]}) == ["/a/0: 1.0 is not 1.001"]
    assert differences({"a": 1}, {"b": 1}) != []
