"""Tables as people exchange them: CSV in whatever encoding it was written, and CSV that no spreadsheet obeys."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",;\t|"
LOOKED_AT = 20
"""Lines from which the delimiter is guessed."""
OBEYED = ("=", "+", "-", "@", "\t", "\r", "\n", "\x00", "＝", "＋", "－", "＠")
"""What a cell begins with that a spreadsheet takes for a formula, or that hides one (OWASP, CSV Injection)."""
LONGEST_CELL = 100_000
LACKING = frozenset(b"\x81\x8d\x8f\x90\x9d")


class NoTable(Exception):
    """This cannot be read as a table. `row` is where reading ended, 1 for the first."""

    def __init__(self, row: int) -> None:
        super().__init__(row)
        self.row = row


def decoded(raw: bytes) -> str:
    """The text of a file: UTF-16 and UTF-8 by their mark, UTF-8 if it is that, UTF-16 if every other byte is zero, and
    else Windows-1252, with Latin-1 for the five bytes that it lacks.
    """
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, "replace")
    head = raw[:2_000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[::2])):
        if len(head) >= 4 and zeros.count(0) > len(zeros) * 0.7:
            return raw.decode(encoding, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_windows(raw))


def _windows(raw: bytes) -> Iterator[str]:
    try:
        yield raw.decode("cp1252")
    except UnicodeDecodeError:
        yield from (bytes([byte]).decode("latin-1" if byte in LACKING else "cp1252") for byte in raw)


def delimiter_of(text: str) -> str:
    """The sign that divides the first lines into the same number of cells, most of them; a comma if none does."""
    head = "".join(line for _n, line in zip(range(LOOKED_AT), io.StringIO(text, newline=""), strict=False))
    best = (0, 0, ",")
    for place, sign in enumerate(DELIMITERS):
        widths = _widths(head, sign)
        if widths and widths[0] > 1:
            same = sum(width == widths[0] for width in widths)
            best = max(best, (same * widths[0], -place, sign))
    return best[2]


def _widths(text: str, delimiter: str) -> list[int]:
    try:
        return [len(row) for row in _read(text, delimiter) if row]
    except csv.Error:
        return []


def rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not empty, with their number in the table, the first being 1. Raises `NoTable`."""
    number = 0
    try:
        for number, row in enumerate(_read(text, delimiter), start=1):
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error as error:
        raise NoTable(number + 1) from error


def _read(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def harmless(cell: object) -> str:
    """The cell as text that a spreadsheet shows and does not carry out: with an apostrophe before it if need be."""
    text = str(cell)
    obeyed = text.startswith(OBEYED) or text.replace("\x00", "").lstrip(" \u00a0").startswith(OBEYED)
    return ("'" if obeyed else "") + text.replace("\x00", "")


def written(table: Iterable[Iterable[object]]) -> Iterator[str]:
    """The table as CSV (RFC 4180), row by row, each cell harmless."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    for row in table:
        writer.writerow([harmless(cell) for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()
