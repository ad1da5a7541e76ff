"""What columns a Parquet file has, found without reading its rows."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from dugnad.pulse.acts.schema import NAMES, REQUIRED
from dugnad.pulse.acts.unreadable import Unreadable

NUMBERS = {"id", "cause", "actor", "toward", "circle", "object"}
"""Columns that may hold whole numbers as well as words: they are names, and no sums are made of them."""


class Kind(NamedTuple):
    """What a column holds: "text", "number" or "time"; and how the file calls that."""

    kind: str
    called: str


def kinds_in(path: Path) -> dict[str, Kind]:
    """The columns of a table of acts that stand in `path`, each with its kind.

    Raises `Unreadable` for a file that is cut off or none at all, and for columns that are missing or of no such kind.
    """
    try:
        with pq.ParquetFile(path) as file:
            schema = file.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Unreadable(path, "this is not a whole Parquet file: it is cut off, or something else.") from error
    require(path, schema.names)
    found = {}
    for name in NAMES:
        if name in schema.names:
            of = schema.field(name).type
            found[name] = Kind(_kind(path, name, of), str(of))
    return found


def require(path: Path, names: list[str]) -> None:
    """Raises `Unreadable` for a column that is missing, or stands there twice."""
    for name in REQUIRED:
        if name not in names:
            raise Unreadable(path, f"this column is missing. It has: {', '.join(names) or 'none'}.", column=name)
    for name in NAMES:
        if names.count(name) > 1:
            raise Unreadable(path, "this column stands there more than once.", column=name)


def _kind(path: Path, name: str, of: pa.DataType) -> str:
    if pa.types.is_dictionary(of):
        of = of.value_type
    if pa.types.is_null(of) or pa.types.is_string(of) or pa.types.is_large_string(of) or pa.types.is_string_view(of):
        return "text"
    if name == "at" and (pa.types.is_timestamp(of) or pa.types.is_date(of)):
        return "time"
    if name == "amount" and (pa.types.is_integer(of) or pa.types.is_floating(of) or pa.types.is_decimal(of)):
        return "number"
    if name in NUMBERS and pa.types.is_integer(of):
        return "number"
    wanted = "times" if name == "at" else "numbers" if name == "amount" else "words"
    raise Unreadable(path, f"this column holds {of}, and {wanted} are needed.", column=name)
