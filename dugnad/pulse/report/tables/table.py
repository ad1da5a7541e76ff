"""A table: numbers as they are, and how they are written for people."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from io import StringIO

from dugnad.pulse.report.figures import count, number, percent, significant
from dugnad.pulse.report.words import Words

Cell = str | float | int | None


class Kind(StrEnum):
    """What stands in a column."""

    TEXT = "text"
    SHARE = "share"
    NUMBER = "number"
    PEOPLE = "people"
    TIME = "time"


@dataclass(frozen=True)
class Column:
    """A column: what people read above it, and the name it has in CSV."""

    heading: str
    name: str
    kind: Kind


@dataclass(frozen=True)
class Table:
    """`rows` hold the numbers themselves; None where there is none, or none that may be told."""

    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]

    def told(self, words: Words) -> list[list[str]]:
        """The rows as people read them."""
        pairs = [zip(self.columns, row, strict=True) for row in self.rows]
        return [[_told(cell, column.kind, words) for column, cell in row] for row in pairs]

    def csv(self) -> str:
        """As CSV (RFC 4180), numbers with a decimal point."""
        out = StringIO()
        writer = csv.writer(out)
        writer.writerow([column.name for column in self.columns])
        writer.writerows(["" if cell is None else cell for cell in row] for row in self.rows)
        return out.getvalue()


def _told(cell: Cell, kind: Kind, words: Words) -> str:
    if cell is None:
        return "\N{EN DASH}"
    if isinstance(cell, str):
        return cell
    if kind is Kind.SHARE:
        return percent(cell, words, 1)
    if kind is Kind.PEOPLE:
        return count(int(cell), words)
    return number(cell, words) if cell == int(cell) else significant(cell, words, 3)
