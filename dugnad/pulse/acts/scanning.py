"""Parquet files as a table that also knows file and row: the one thing that each engine does in its own way."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from itertools import count
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend
from ibis.expr.types import Table

from dugnad.pulse.acts.unreadable import Unreadable

_numbers = count()


def scanned(backend: BaseBackend, paths: Sequence[Path]) -> Table:
    """The rows of files of one shape, with `filename` and `file_row_number`, from 0 on."""
    names = [str(path) for path in paths]
    if backend.name != "pyspark":
        return backend.read_parquet(names, file_row_number=True, filename=True, hive_partitioning=False)
    session = import_module("pyspark.sql").SparkSession.active()  # it is there only for those who want it
    frame = session.read.parquet(*names)
    view = f"scanned_{next(_numbers)}"
    frame.selectExpr(
        "*", "_metadata.file_path AS filename", "_metadata.row_index AS file_row_number"
    ).createOrReplaceTempView(view)
    return backend.table(view)


def say_which_is_damaged(paths: Sequence[Path]) -> None:
    """Raises `Unreadable` for the first file whose rows cannot all be read: after a scan of them has failed."""
    for path in paths:
        try:
            with pq.ParquetFile(path) as file:
                for _ in file.iter_batches():
                    pass
        except (pa.ArrowException, OSError, ValueError) as error:
            raise Unreadable(path, "this Parquet file is damaged: not all of its rows can be read.") from error
