"""From text to times and amounts. What cannot be read is marked with the reason, and not dropped here."""

from __future__ import annotations

from pathlib import Path

import ibis
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends import BaseBackend
from ibis.expr.types import StringValue, Table

from dugnad.pulse.acts.left_out import Why
from dugnad.pulse.acts.schema import NAMES
from dugnad.pulse.acts.unreadable import Unreadable

A_TIME = r"^\d{4}-\d\d-\d\d([ T]\d\d:\d\d.*)?$"
A_ZONE = r"\d\d:\d\d.*(Z|z|UTC|GMT|[+-]\d\d(:?\d\d)?)$"
LARGEST = 2.0**53
NO_NUMBERS = ("nan", "inf", "-inf", "infinity", "-infinity")


def text_of(path: Path) -> pa.Table:
    """The columns of acts that stand in the Parquet file `path`, as text. Raises `Unreadable` where it is damaged."""
    try:
        with pq.ParquetFile(path) as file:
            names = [name for name in NAMES if name in file.schema_arrow.names]
            table = file.read(columns=names)
        return pa.table({name: table.column(name).cast(pa.string()) for name in names})
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(path, "this Parquet file is damaged: not all of its rows can be read.") from error


def converted(backend: BaseBackend, text: pa.Table, target: Path, *, first_row: int) -> Path:
    """Write the acts in `text`, all of it strings, to the Parquet file `target`: with times, amounts and row numbers.

    `at` is ISO 8601, with or without a zone: without one it is UTC, unless others in the same file have one. In the
    column `wrong` stands why a row cannot be read. Rows with nothing in them are no rows. `first_row` is the number
    that the first row of `text` has for people.
    """
    numbered = text.append_column("row", pa.array(range(first_row, first_row + text.num_rows), pa.int64()))
    table = backend.create_table("text", numbered, overwrite=True)
    backend.to_parquet(_read(table), target)
    backend.drop_table("text")
    return target


def _read(table: Table) -> Table:
    names = [name for name in NAMES if name in table.columns]
    stripped = table.select("row", **{name: table[name].cast("string").strip().nullif("") for name in names})
    stripped = stripped.filter(ibis.or_(*[stripped[name].notnull() for name in names]))
    at, zoned = stripped.at, stripped.at.re_search(A_ZONE)
    time = ibis.ifelse(at.re_search(A_TIME), at.try_cast("timestamp('UTC')"), ibis.null("timestamp('UTC')"))
    some_zone = stripped.filter(zoned).count().as_scalar() > 0
    amount, fits = amount_of(stripped.amount) if "amount" in names else (ibis.null("int64"), ibis.literal(True))
    wrong = ibis.cases(
        (at.isnull(), Why.NO_TIME.value),
        (time.isnull(), Why.UNREADABLE_TIME.value),
        (some_zone & ~zoned, Why.NO_TIME_ZONE.value),
        (~fits, Why.UNREADABLE_AMOUNT.value),
        else_=ibis.null("string"),
    )
    return stripped.mutate(at=time, amount=amount, wrong=wrong)


def amount_of(text: StringValue) -> tuple[ibis.expr.types.Value, ibis.expr.types.Value]:
    """A whole number, and whether it can be read as one or is not there."""
    # As words: what DuckDB knows of a column from the file's own summary leaves NaN out, and it believes that.
    plain = ibis.ifelse(text.lower().isin(NO_NUMBERS), ibis.null("string"), text)
    number = plain.try_cast("float64")
    fits = number.notnull() & (number.abs() < LARGEST)
    # Zero where there is no number: what may fail is worked out for every row, whatever stands around it.
    whole = ibis.ifelse(fits, number, 0.0).round().cast("int64")
    whole = ibis.ifelse(fits, whole, ibis.null("int64"))
    return whole, text.isnull() | fits.fill_null(False)
