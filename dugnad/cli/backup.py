"""`dugnad backup` and `dugnad restore`."""

from __future__ import annotations

import os
import time
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings

from dugnad.cli import arriving
from dugnad.cli.command import Stop
from dugnad.cli.passphrases import ask, ask_for_new
from dugnad.cli.words import console, say
from dugnad.kit.clock import now
from dugnad.moving.backups import backup
from dugnad.moving.backups.dumping import DumpFailed
from dugnad.moving.backups.sealed import Key, Unreadable, key_from_text, new_key_text

ENDING = ".dugnadbackup"
AGE = b"age-encryption.org/v1"


def make(asked: Namespace) -> int:
    """Seal the data folder into one file, and check the file."""
    if asked.drill:
        return _try_out(asked)
    data, postgres = settings.CONFIG.data, settings.CONFIG.database
    if not (postgres or (data / backup.DATABASE).exists()):
        raise Stop(f"There is no movement in {data} yet. Name its folder with --data.")
    target = asked.file or Path(f"dugnad-{datetime.now(UTC):%Y-%m-%d-%H%M%S}{ENDING}")
    key = _key_to_seal(asked.key)
    began = time.monotonic()
    try:
        with console.status("Sealing, then reading back"):
            contents = backup.make(data, target, key, postgres)
    except (OSError, backup.Damaged, DumpFailed, Unreadable) as error:
        raise Stop(f"No backup was made. {error}") from error
    say(f"{target}: {len(contents.files)} files, {contents.size / 1e6:.1f} MB, {time.monotonic() - began:.1f} s")
    say("Read back to its end: every file is there, and the database in it is whole.")
    return 0


def _try_out(asked: Namespace) -> int:
    from dugnad.moving.backups import drill  # `restore` comes before Django, which this needs

    if asked.file is None or not asked.file.exists():
        raise Stop("Name the backup that is to be tried out.")
    key = _key_in(asked.key) if asked.key else Key(ask("The passphrase: ").encode(), is_passphrase=True)
    try:
        with console.status("Restoring it aside"):
            outcome = drill.drill(asked.file, key, now())
    except (OSError, drill.NotTheSame, backup.Damaged, DumpFailed, Unreadable) as error:
        raise Stop(f"This backup would not help. {error}") from error
    say(f"{asked.file} can be restored: {outcome.said}, in {outcome.seconds:.1f} s")
    return 0


def restore(asked: Namespace) -> int:
    """Open a backup into an empty data folder; a bundle goes its own way."""
    if not asked.file.exists():
        raise Stop(f"There is no file {asked.file}.")
    if is_bundle(asked.file):
        return arriving.restore(asked)
    data, postgres = Path(os.environ.get("DUGNAD_DATA", "data")).resolve(), os.environ.get("DUGNAD_DATABASE", "")
    key = _key_in(asked.key) if asked.key else Key(ask("The passphrase: ").encode(), is_passphrase=True)
    try:
        with console.status("Opening"):
            contents = backup.restore(asked.file, key, data, postgres)
    except FileExistsError as error:
        raise Stop(f"{error}. Choose a folder that is empty or not there yet with --data.") from error
    except (OSError, backup.Damaged, DumpFailed, Unreadable) as error:
        raise Stop(f"Nothing was restored. {error}") from error
    say(f"{len(contents.files)} files in {data}, and the database is whole.")
    say(f"Start it with: dugnad serve --data {data}")
    return 0


def is_bundle(file: Path) -> bool:
    """Whether this file begins as those of age do."""
    with file.open("rb") as opened:
        return opened.read(len(AGE)) == AGE


def _key_to_seal(file: Path | None) -> Key:
    if file:
        if not file.exists():
            _new_key(file)
        return _key_in(file)
    return Key(ask_for_new("A passphrase for this backup: ").encode(), is_passphrase=True)


def _new_key(file: Path) -> None:
    text = new_key_text()
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as new:
        new.write(f"{text}\n")
    console.print(f"\n  A new key, in {file}. Without it no backup can be opened: write it down now, and keep it")
    console.print("  apart from the backups. It is not shown again.\n")
    console.print(f"      [bold]{text}[/bold]\n")


def _key_in(file: Path) -> Key:
    try:
        return key_from_text(file.read_text())
    except (OSError, Unreadable) as error:
        raise Stop(f"The key in {file} cannot be used. {error}") from error
