"""A table that is needed more than once is made once."""

from __future__ import annotations

from importlib import import_module
from itertools import count

import ibis
from ibis.expr.types import Table

_numbers = count()


def kept(table: Table) -> Table:
    """The same table, made now and held until its engine is closed. Ibis' own `cache` may outlive the engine."""
    backend = ibis.get_backend(table)
    name = f"kept_{next(_numbers)}"
    if backend.name != "pyspark":
        return backend.create_table(name, table, temp=True)
    session = import_module("pyspark.sql").SparkSession.active()  # it is there only for those who want it
    session.sql(backend.compile(table)).cache().createOrReplaceTempView(name)
    return backend.table(name)
