"""Rows of CSV files of others: every row is told of, and those that do not fit are counted."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dugnad.pulse.importing.account import NotImported
from dugnad.pulse.importing.acting import Reading
from dugnad.pulse.importing.names import shown
from dugnad.pulse.importing.opening import LONGEST, lines

SIGNS = ",;\t|"


@dataclass(frozen=True)
class Row:
    """A row of `file`; the headings are row 1. `cells` by the headings as `plain` writes them, without outer spaces."""

    file: str
    number: int
    cells: dict[str, str]

    def get(self, *names: str) -> str:
        """The first of these cells that is there and not empty; "" where there is none."""
        return next((cell for name in names if (cell := self.cells.get(name, ""))), "")

    def place(self, column: str) -> str:
        """Where a cell stands, for people."""
        return f"{self.file}, row {self.number}, column {column}"


def plain(heading: str) -> str:
    """“Reply to: Post-number” is reply_to_post_number; “Timestamp (EST)” is timestamp_est."""
    return "_".join("".join(letter if letter.isalnum() else " " for letter in heading.lower()).split())


def rows(path: Path, reading: Reading, *, needs: tuple[tuple[str, ...], ...] = ()) -> Iterator[Row]:
    """The rows of `path`, each counted as read. `needs`: for each column one of whose names must be there.

    Rows with more or fewer cells than there are headings are left out. Raises NotImported where headings are missing,
    or a quotation mark is never closed.
    """
    read = _cells(path, reading)
    headings = [plain(cell) for cell in next(read, [])]
    for names in needs:
        if not set(names) & set(headings):
            there = shown(", ".join(headings)) or "none"
            raise NotImported(f"{path.name} has no column {' or '.join(names[:3])}. Its columns are: {there}.")
    for number, cells in enumerate(read, 2):
        if not any(cells):
            continue
        reading.tally.read += 1
        if len(cells) != len(headings):
            reason = "a row with more or fewer cells than there are columns"
            reading.tally.leave_out(reason, f"{path.name}, row {number}")
            continue
        yield Row(path.name, number, dict(zip(headings, (cell.strip() for cell in cells), strict=True)))


def _cells(path: Path, reading: Reading) -> Iterator[list[str]]:
    text = _decoded(path, reading)
    first = next(text, "")
    longest = csv.field_size_limit(LONGEST)
    number = 1
    try:
        for cells in csv.reader(_again(first, text), delimiter=_sign(first), strict=True):
            yield cells
            number += 1
    except csv.Error:
        reason = "it is no CSV from there on, or a quotation mark is never closed"
        raise NotImported(f"{path.name}, row {number}: {reason}. Nothing was written.") from None
    finally:
        csv.field_size_limit(longest)


def _sign(first: str) -> str:
    return max(SIGNS, key=first.count)


def _decoded(path: Path, reading: Reading) -> Iterator[str]:
    """Bytes that are no UTF-8 are kept as they are: names are hashed, and nothing else of them is used."""
    for number, line in enumerate(lines(path, reading)):
        yield line.decode("utf-8-sig" if number == 0 else "utf-8", "surrogateescape")


def _again(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest
