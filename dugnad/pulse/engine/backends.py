"""Where the expressions run: DuckDB on one machine, Spark on many."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import ibis
from ibis.backends import BaseBackend

ENGINES = ("duckdb", "spark")


class NoEngine(Exception):
    """An engine that is not here. The message says what to install."""


def duckdb(folder: Path | None = None, memory: str = "") -> BaseBackend:
    """A DuckDB of its own in memory, which fetches nothing from anywhere; what does not fit goes to `folder`."""
    told: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    if folder is not None:
        told["temp_directory"] = str(folder)
    if memory:
        told["memory_limit"] = memory
    backend = ibis.duckdb.connect(**told)
    backend.raw_sql("SET TimeZone = 'UTC'")
    return backend


def spark(master: str = "", more: Mapping[str, str] | None = None) -> BaseBackend:
    """Spark at `master`; else where PYSPARK_SUBMIT_ARGS says; else in this process, on all cores. `more`: settings.

    Raises `NoEngine` where pyspark or Java lack.
    """
    try:
        sessions = import_module("pyspark.sql").SparkSession  # it is there only for those who want it
    except ImportError as error:
        raise NoEngine("Spark is not installed here: `pip install -r requirements-spark.txt`, and Java 17.") from error
    builder = sessions.builder.appName("dugnad pulse")
    if master or "PYSPARK_SUBMIT_ARGS" not in os.environ:
        builder = builder.master(master or "local[*]")
    for name, value in {**SPARK_SETTINGS, **(more or {})}.items():
        builder = builder.config(name, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:  # whatever py4j makes of a missing Java
        raise NoEngine("Spark does not start. It needs Java 17 (Debian: sudo apt install default-jre).") from error
    session.sparkContext.setLogLevel("ERROR")
    backend: BaseBackend = ibis.pyspark.connect(session)
    return backend


SPARK_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


def close(backend: BaseBackend) -> None:
    """Let go of it."""
    with suppress(Exception):  # it may be gone already
        backend.disconnect()
