"""What an import tells of itself: what was written, what was left out and why, and what the file cannot know."""

from __future__ import annotations

from dataclasses import dataclass

SHOWN = 3
"""Places named of each reason."""


class NotImported(Exception):
    """Nothing was written. The text is for people: it names the file, and the row and the column where there is one."""


@dataclass(frozen=True)
class LeftOut:
    """`count` rows for one `reason`, and the first few `places` ("votes.csv, row 12, column vote")."""

    reason: str
    count: int
    places: tuple[str, ...]


@dataclass(frozen=True)
class Account:
    """One import. `read` counts rows, messages or votes; `written` acts; `people` all who stand in the acts.

    `left_out` is not in the table of acts; `changed` is, though not as it stood in the file. `circles` pairs each name
    of a circle in the table with its name in the file: it is told to whoever imports, and written nowhere.
    """

    kind: str
    file: str
    out: str
    read: int
    written: int
    people: int
    left_out: tuple[LeftOut, ...]
    changed: tuple[LeftOut, ...]
    circles: tuple[tuple[str, str], ...]
    shows: tuple[str, ...]
    cannot: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """All of it for a terminal."""
        return (
            f"{self.file}: {self.read} read, {self.written} acts of {self.people} people written to {self.out}.",
            *_told("Left out", self.left_out),
            *_told("Kept, read so", self.changed),
            *(f"{ours} is “{theirs}” in the file." for ours, theirs in self.circles),
            "It can show: " + " ".join(self.shows),
            "It cannot show: " + " ".join(self.cannot),
        )


def _told(what: str, parts: tuple[LeftOut, ...]) -> tuple[str, ...]:
    return tuple(
        f"{what}: {part.count}, {part.reason} ({'; '.join(part.places)}{' …' if part.count > len(part.places) else ''})"
        for part in parts
    )
