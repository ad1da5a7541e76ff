"""What is remembered of the last backup and the last drill: beside the database, which they leave as it is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True)
class Outcome:
    """How it went. `at` is an ISO time; `file` the path, `size` its bytes; `said`: what was found, or went wrong."""

    at: str
    well: bool
    seconds: float
    said: str
    file: str = ""
    size: int = 0

    @property
    def when(self) -> datetime:
        """When it was."""
        return datetime.fromisoformat(self.at)


def remember(what: str, outcome: Outcome) -> None:
    """Keep it as the last of its sort (`backup`, `drill`, `bundle`)."""
    path = _place(what)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(asdict(outcome)))
    fresh.replace(path)


def last(what: str) -> Outcome | None:
    """The last of its sort; None if there was none."""
    try:
        return Outcome(**json.loads(_place(what).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def _place(what: str) -> Path:
    return Path(settings.CONFIG.data) / "jobs" / f"moving-{what}.json"
