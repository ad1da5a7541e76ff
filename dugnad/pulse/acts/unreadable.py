"""A file of which nothing can be counted."""

from __future__ import annotations

from pathlib import Path


class Unreadable(Exception):
    """The message is for people: it names the file, and the column and the row where there is one."""

    def __init__(self, path: Path | str, what: str, *, column: str = "", row: int = 0) -> None:
        places = [str(path), *([f"row {row}"] if row else []), *([f"column {column}"] if column else [])]
        super().__init__(f"{', '.join(places)}: {what}")
