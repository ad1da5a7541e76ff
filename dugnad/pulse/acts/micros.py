"""Microseconds since 1970 of a time: Ibis' own epoch rounds otherwise on each engine."""

from __future__ import annotations

import ibis
from ibis.backends import BaseBackend
from ibis.expr.types import IntegerValue, Value


@ibis.udf.scalar.builtin(name="epoch_us", signature=(("timestamp('UTC')",), "int64"))
def _in_duckdb(at: object) -> int:
    raise NotImplementedError  # DuckDB has it


@ibis.udf.scalar.builtin(name="unix_micros", signature=(("timestamp('UTC')",), "int64"))
def _in_spark(at: object) -> int:
    raise NotImplementedError  # Spark has it


def micros(backend: BaseBackend, at: Value) -> IntegerValue:
    """Microseconds since 1970, of a time with its zone."""
    found: IntegerValue = (_in_spark if backend.name == "pyspark" else _in_duckdb)(at)
    return found
