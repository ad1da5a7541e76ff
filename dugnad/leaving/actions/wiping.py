"""The traces of what was deleted: files, the full-text index, the journal of the database."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.files.storage import default_storage

from dugnad.kit import fulltext
from dugnad.kit.storage import fold_journal

PATIENCE = 40.0
"""Seconds for which readers of the database are waited for. After that it is tried again, every other second."""
PAUSE = 0.2
BLOCK = 1024 * 1024


def note() -> None:
    """Write down that there is something to wipe, before it is deleted: a worker that dies is followed by another."""
    _note().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _note().touch(mode=0o600)


def is_noted() -> bool:
    """Whether something was deleted whose traces are still there."""
    return _note().exists()


def wipe(patience: float = PATIENCE) -> bool:
    """Merge the index and empty the journal, so that no deleted word is left in either; False if readers were long."""
    fulltext.optimize()
    until = time.monotonic() + patience
    while not fold_journal():
        if time.monotonic() > until:
            return False
        time.sleep(PAUSE)
    _note().unlink(missing_ok=True)
    return True


def _note() -> Path:
    return Path(settings.CONFIG.data) / "tmp" / "to-wipe"


def remove(names: Iterable[str], paths: Iterable[Path]) -> None:
    """Overwrite and delete uploaded files by name, and other files by path; those that are gone are gone."""
    for name in names:
        with suppress(NotImplementedError, FileNotFoundError):
            _overwrite(Path(default_storage.path(name)))
        default_storage.delete(name)
    for path in paths:
        with suppress(FileNotFoundError):
            _overwrite(path)
            path.unlink()


def _overwrite(path: Path) -> None:
    left = path.stat().st_size
    with path.open("r+b") as file:
        while left > 0:
            left -= file.write(bytes(min(left, BLOCK)))
        file.flush()
        os.fsync(file.fileno())
