"""The bundle of the week, for stewards who keep one each: no single machine, and no single person, is the movement."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from dugnad.moving.backups import shelf
from dugnad.moving.backups.account import Outcome, remember
from dugnad.moving.backups.nightly import copy
from dugnad.moving.backups.plan import OLDEST, NotSet
from dugnad.moving.backups.trouble import told_about
from dugnad.moving.keys import movement_key

ENDING = "dugnadbundle"
APART = timedelta(days=7)
KEPT = 4


def is_due(folders: tuple[Path, ...], at: datetime) -> bool:
    """Whether the newest in the first folder is a week old, or there is none."""
    newest = next(iter(shelf.on(folders[0], ENDING)), None)
    made = shelf.made_at(newest) if newest else None
    return made is None or made <= at - APART


def write(folders: tuple[Path, ...], at: datetime) -> Path:
    """One bundle into each folder; those whose time is over go. Returns the first. Failures are told, and raised."""
    from dugnad.moving.bundles.sealing import Unreadable  # the worker alone needs age
    from dugnad.moving.bundles.writing import write_bundle

    began = time.monotonic()
    with told_about("bundle", at, (OSError, NotSet, Unreadable)):
        if not settings.CONFIG.bundle_keys:
            raise NotSet("DUGNAD_BUNDLE_KEYS names no file with public keys of age (age1…).")
        keys = Path(settings.CONFIG.bundle_keys).expanduser().read_text()
        first = folders[0] / shelf.name(at, ENDING)
        made = write_bundle(None, [keys], movement_key(), first, at=at)
        for folder in folders[1:]:
            copy(first, folder / first.name)
        for folder in folders:
            for path in shelf.too_many(folder, ENDING, KEPT, OLDEST, at):
                path.unlink(missing_ok=True)
    said = f"number {made.number}, hash {made.root}"
    size = first.stat().st_size
    remember("bundle", Outcome(at.isoformat(), True, time.monotonic() - began, said, str(first), size))
    return first
