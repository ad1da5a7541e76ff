"""A follower that writes the number of each act it was handed into a file, as one that sends mail would send."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from dugnad.ledger.followers import Follower
from dugnad.ledger.models import Act


class Diary(Follower):
    """One line an act, on the disk before `handle` returns."""

    name = "diary"

    def __init__(self, path: Path) -> None:
        self.path = path

    def handle(self, batch: Sequence[Act]) -> None:
        lines = "".join(f"{act.pk}\n" for act in batch).encode()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(descriptor, lines)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def read(path: Path) -> list[int]:
    """The acts in the order in which they came for the first time."""
    if not path.exists():
        return []
    return list(dict.fromkeys(int(line) for line in path.read_text().splitlines()))
