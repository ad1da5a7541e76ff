"""What a report says it did not count."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Why(StrEnum):
    """Why acts do not count, or count otherwise than they were written."""

    NO_TIME = "no time"
    UNREADABLE_TIME = "unreadable time"
    NO_TIME_ZONE = "no time zone, where others have one"
    BEFORE_1970 = "before 1970"
    NOT_YET = "after now"
    BY_NOBODY = "by nobody"
    """Acts of the clock have no actor in the ledger; they are nobody's doing."""
    NO_VERB = "no verb"
    NO_EFFORT = "no effort"
    UNKNOWN_EFFORT = "unknown effort"
    UNKNOWN_RELATION = "unknown relation"
    UNREADABLE_AMOUNT = "unreadable amount"
    NEGATIVE_AMOUNT = "negative amount"
    TOWARD_ONESELF = "toward oneself"
    TWICE = "the same row again"
    BROUGHT_BY_ONESELF = "brought by oneself: counted as come alone"
    BROUGHT_IN_A_RING = "brought by somebody who came through them: counted as come alone"


@dataclass(frozen=True)
class Row:
    """A row of a file. In CSV the row of the headings is the first, in Parquet the first act is."""

    file: str
    number: int

    def __str__(self) -> str:
        return f"{self.file}, row {self.number}"


@dataclass(frozen=True)
class LeftOut:
    """How many rows did not count for one reason, the column it lies in, and the first of them."""

    why: Why
    column: str
    count: int
    first: tuple[Row, ...] = ()

    def __str__(self) -> str:
        """For the command line: 3 rows: unreadable time (acts.csv, row 7, column at; …)."""
        rows = f"{self.count:,} {'row' if self.count == 1 else 'rows'}"
        column = f", column {self.column}" if self.column else ""
        places = [f"{row}{column}" for row in self.first]
        more = " …" if self.count > len(self.first) else ""
        return f"{rows}: {self.why}" + (f" ({'; '.join(places)}{more})" if places else "")
