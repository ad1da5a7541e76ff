"""The backup that nobody has to think of."""

from __future__ import annotations

import secrets
import shutil
import time
from datetime import datetime
from pathlib import Path

from django.conf import settings

from dugnad.moving.backups import backup, shelf
from dugnad.moving.backups.account import Outcome, remember
from dugnad.moving.backups.dumping import DumpFailed
from dugnad.moving.backups.plan import OLDEST, NotSet, Plan
from dugnad.moving.backups.sealed import Unreadable
from dugnad.moving.backups.trouble import told_about

ENDING = "dugnadbackup"


def back_up(plan: Plan, at: datetime) -> Path:
    """One sealed file, read back and checked, into each folder; those whose time is over go. Returns the first.

    Whoever keeps the machine is told when it fails, and it is raised.
    """
    began = time.monotonic()
    with told_about("backup", at, (OSError, NotSet, DumpFailed, Unreadable, backup.Damaged)):
        key, name = plan.read_key(), shelf.name(at, ENDING)
        first = plan.folders[0] / name
        contents = backup.make(settings.CONFIG.data, first, key, settings.CONFIG.database)
        for folder in plan.folders[1:]:
            copy(first, folder / name)
        for folder in plan.folders:
            for path in shelf.too_many(folder, ENDING, plan.kept, OLDEST, at):
                path.unlink(missing_ok=True)
    said, seconds = f"{len(contents.files)} files", time.monotonic() - began
    remember("backup", Outcome(at.isoformat(), True, seconds, said, str(first), contents.size))
    return first


def copy(path: Path, target: Path) -> None:
    """The same file in another folder, whole or not at all."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        shutil.copyfile(path, part)
        part.chmod(0o600)
        part.rename(target)
    finally:
        part.unlink(missing_ok=True)
