"""`dugnad export` and `dugnad age-key`."""

from __future__ import annotations

import os
from argparse import Namespace
from datetime import UTC, datetime
from pathlib import Path

from dugnad.circles.models import Circle
from dugnad.cli.command import Stop
from dugnad.cli.passphrases import ask_for_new
from dugnad.cli.words import console, say
from dugnad.moving.bundles.manifest import Manifest
from dugnad.moving.bundles.passphrases import Passphrase
from dugnad.moving.bundles.sealing import Unreadable, new_key
from dugnad.moving.bundles.writing import ENDING, write_bundle
from dugnad.moving.keys import movement_key
from dugnad.moving.spoken import spoken
from dugnad.people.models import Member


def export(asked: Namespace) -> int:
    """Seal a circle, or everything, into one file for the holders of the keys named, or of a passphrase."""
    circle = None if asked.whole else Circle.objects.filter(pk=asked.circle).first()
    if circle is None and not asked.whole:
        raise Stop(f"There is no circle {asked.circle} here. Its id stands at the end of its address.")
    if not Member.objects.exists():
        raise Stop("Nobody lives here yet. Name the folder of the movement with --data.")
    target = asked.file or Path(f"dugnad-{datetime.now(UTC):%Y-%m-%d-%H%M%S}{ENDING}")
    passphrase = Passphrase(ask_for_new("A passphrase for this bundle: ")) if asked.passphrase else None
    try:
        lock = passphrase or [_public(one) for one in asked.to]
        with console.status("Sealing"):
            made = write_bundle(circle, lock, movement_key(), target)
    except (OSError, Unreadable) as error:
        raise Stop(f"No bundle was made. {error}") from error
    say(f"{target}: {sum(made.rows.values())} rows, {made.media} pictures, {target.stat().st_size / 1e6:.1f} MB")
    describe(made)
    return 0


def age_key(asked: Namespace) -> int:
    """Make a key of age in a new file, and say its public half."""
    passphrase = ask_for_new("A passphrase for the key: ") if asked.passphrase else ""
    public, content = new_key(passphrase)
    try:
        with os.fdopen(os.open(asked.file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as file:
            file.write(content)
    except OSError as error:
        raise Stop(f"No key was made. {error}") from error
    say(f"The secret half is in {asked.file}. Who has it can open what was sealed for you: keep it to yourself.")
    print(public)
    return 0


def describe(made: Manifest) -> None:
    """What to write down of a bundle."""
    when = made.made[:16].replace("T", " ")
    say(f"{made.name}: number {made.number}, made {when} UTC, good until {made.expires[:10]}")
    say(f"signed by   {spoken(made.signer)}")
    say(f"hash        {made.root}")


def _public(told: str) -> str:
    return told if told.startswith("age1") else Path(told).read_text()
