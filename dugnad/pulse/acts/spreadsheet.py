"""CSV files, read as text: what it means is found out later, the same way for all files."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
from pyarrow import csv

from dugnad.pulse.acts.parquet import require
from dugnad.pulse.acts.schema import NAMES
from dugnad.pulse.acts.unreadable import Unreadable

DELIMITERS = (",", ";", "\t")


def read_text(path: Path) -> pa.Table:
    """The columns of a table of acts that stand in the CSV file `path`, as text; empty cells are null.

    UTF-8, with headings in the first row; between the values stands a comma, a semicolon or a tab. Raises `Unreadable`
    for what is no such file, or has a row with more or fewer values than headings, or a column missing.
    """
    try:
        headings = _headings(path)
        require(path, headings)
        return _rows(path, headings)
    except UnicodeDecodeError as error:
        raise Unreadable(path, "this is not UTF-8. Save it as “CSV UTF-8”.", row=_row_of(path, error)) from error
    except (pa.ArrowException, OSError) as error:
        raise Unreadable(path, f"this cannot be read as CSV: {str(error).partition(chr(10))[0]}") from error


def _first_line(path: Path) -> str:
    with path.open("rb") as file:
        return file.readline(1_000_000).decode("utf-8-sig").rstrip("\r\n")


def _delimiter(path: Path) -> str:
    line = _first_line(path)
    return max(DELIMITERS, key=line.count)


def _headings(path: Path) -> list[str]:
    line = _first_line(path)
    if not line.strip():
        raise Unreadable(path, "this file is empty: there is not even a row of headings.")
    return [one.strip().strip('"').strip().lower() for one in line.split(_delimiter(path))]


def _rows(path: Path, headings: list[str]) -> pa.Table:
    wrong: list[csv.InvalidRow] = []

    def told(row: csv.InvalidRow) -> str:
        wrong.append(row)
        return "error"

    places = [f"{number} {name}" for number, name in enumerate(headings)]
    wanted = [place for place, name in zip(places, headings, strict=True) if name in NAMES]
    try:
        table = csv.read_csv(
            path,
            # One thread, for only then is the number of a row told; it is fast enough.
            read_options=csv.ReadOptions(use_threads=False, column_names=places, skip_rows=1, block_size=1 << 24),
            parse_options=csv.ParseOptions(
                delimiter=_delimiter(path), newlines_in_values=True, invalid_row_handler=told, ignore_empty_lines=False
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(places, pa.string()),
                include_columns=wanted,
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
                check_utf8=True,
            ),
        )
    except pa.ArrowInvalid:
        if wrong:
            one = wrong[0]
            what = f"there are {one.actual_columns} values here, and {one.expected_columns} headings."
            raise Unreadable(path, what, row=one.number or 0) from None
        path.read_bytes().decode()  # says where the first byte is that is no UTF-8
        raise
    return table.rename_columns([name.partition(" ")[2] for name in table.column_names])


def _row_of(path: Path, error: UnicodeDecodeError) -> int:
    return error.object[: error.start].count(b"\n") + 1
