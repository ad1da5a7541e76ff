"""Work that the clock asks for."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from django.conf import settings

from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.moving.backups.account import last
from dugnad.moving.backups.plan import plan
from dugnad.moving.backups.shelf import made_at, on

A_MONTH = timedelta(days=30)


@periodic(every=timedelta(hours=1))
def back_up() -> None:
    """Make the backup of the night, where the settings say so."""
    from dugnad.moving.backups import nightly  # page processes list the jobs and do none

    set_so, at = plan(), now()
    if set_so is not None:
        newest = next(iter(on(set_so.folders[0], nightly.ENDING)), None)
        if set_so.is_due(made_at(newest) if newest else None, at):
            nightly.back_up(set_so, at)


@periodic(every=timedelta(days=1))
def try_a_backup_out() -> None:
    """Once a month, open the newest backup and compare it with what is here."""
    from dugnad.moving.backups import drill, nightly  # as above

    set_so, at = plan(), now()
    before = last("drill")
    if set_so is None or (before and before.well and before.when > at - A_MONTH):
        return
    newest = next(iter(on(set_so.folders[0], nightly.ENDING)), None)
    if newest is not None:
        drill.drill(newest, set_so.read_key(), at)


@periodic(every=timedelta(days=1))
def write_bundles() -> None:
    """Write the bundle of the week for those who keep one, where the settings say so."""
    from dugnad.moving.backups import weekly  # as above

    folders, at = tuple(Path(one).expanduser().resolve() for one in settings.CONFIG.bundles), now()
    if folders and weekly.is_due(folders, at):
        weekly.write(folders, at)
