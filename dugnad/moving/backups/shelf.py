"""The folder that backups (or bundles) lie in: what is there, and what has to go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

NAME = "dugnad-{at:%Y-%m-%d-%H%M%S}.{ending}"
WRITTEN = re.compile(r"dugnad-(\d{4}-\d\d-\d\d-\d{6})\.(dugnadbackup|dugnadbundle)")


def name(at: datetime, ending: str) -> str:
    """What a file made at this moment is called."""
    return NAME.format(at=at.astimezone(UTC), ending=ending)


def made_at(path: Path) -> datetime | None:
    """When it was made, by its name; None for a file that is not one of these."""
    found = WRITTEN.fullmatch(path.name)
    return datetime.strptime(found[1], "%Y-%m-%d-%H%M%S").replace(tzinfo=UTC) if found else None


def on(folder: Path, ending: str) -> list[Path]:
    """Those in the folder, the newest first."""
    if not folder.is_dir():
        return []
    found = [path for path in folder.iterdir() if path.suffix == f".{ending}" and made_at(path)]
    return sorted(found, key=lambda path: path.name, reverse=True)


def too_many(folder: Path, ending: str, kept: int, oldest: timedelta, at: datetime) -> Iterator[Path]:
    """Those beyond the newest `kept`, and those older than `oldest`; never the newest, which may be all there is."""
    for place, path in enumerate(on(folder, ending)):
        made = made_at(path)
        if place and made and (place >= kept or made < at - oldest):
            yield path
