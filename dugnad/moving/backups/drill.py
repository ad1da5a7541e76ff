"""Trying a backup out: opening it as on the day when it is all there is, and comparing it with what is here."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from django.conf import settings

from dugnad.ledger.comparing import Compared, compared
from dugnad.moving.backups import backup
from dugnad.moving.backups.account import Outcome, remember
from dugnad.moving.backups.backup import temporary
from dugnad.moving.backups.dumping import DumpFailed
from dugnad.moving.backups.sealed import Key, Unreadable
from dugnad.moving.backups.trouble import told_about


class NotTheSame(Exception):
    """What was restored is not what is here. The message can be shown."""


def drill(sealed: Path, key: Key, at: datetime) -> Outcome:
    """Restore the backup into a folder inside the data folder, compare, and remove it again.

    Every file must have the hash its list names, the database must be whole, and the acts in it must be those that are
    here, as far as it goes. Raises `NotTheSame`, `backup.Damaged`, `DumpFailed`, `Unreadable` or `OSError`, after
    telling whoever keeps the machine.
    """
    began = time.monotonic()
    with told_about("drill", at, (NotTheSame, backup.Damaged, DumpFailed, Unreadable, OSError)):
        said = _tried(sealed, key)
    outcome = Outcome(at.isoformat(), True, time.monotonic() - began, said, str(sealed), sealed.stat().st_size)
    remember("drill", outcome)
    return outcome


def _tried(sealed: Path, key: Key) -> str:
    data = Path(settings.CONFIG.data)
    (data / "tmp").mkdir(exist_ok=True, mode=0o700)
    with temporary(data / "tmp") as folder:
        if settings.CONFIG.database:  # PostgreSQL's dump is read through; putting it in needs an empty database
            contents = backup.check(sealed, key, folder)
            return f"{len(contents.files)} files read to the end"
        contents = backup.restore(sealed, key, folder / "back")
        found = compared(folder / "back" / backup.DATABASE)
        _agree(found)
        return f"{len(contents.files)} files, {found.there} of {found.here} acts, {found.members} members"


def _agree(found: Compared) -> None:
    if not found.same:
        raise NotTheSame("The acts in the backup are not those that are here.")
    if found.there > found.here:
        raise NotTheSame("There are more acts in the backup than here: something is missing here.")
