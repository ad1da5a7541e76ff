"""`dugnad restore` of a bundle: a whole movement into an empty folder, or a circle into a movement that is there."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dugnad.cli.command import Stop
from dugnad.cli.passphrases import ask
from dugnad.cli.start import load_django
from dugnad.cli.words import console, say

if TYPE_CHECKING:
    from dugnad.moving.bundles.manifest import Manifest
    from dugnad.moving.bundles.sealing import Openers


class _Keys:
    """Keeps the keys of the movement, which have to lie there before Django is loaded."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}

    def rows(self, kind: str, rows: Sequence[dict[str, Any]]) -> None:
        """Rows come later."""

    def file(self, name: str, content: bytes) -> None:
        """Keys only."""
        if name.startswith("keys/"):
            self.files[name.removeprefix("keys/")] = content


def restore(asked: Namespace) -> int:
    """Look through all of it, then let it in: all or nothing."""
    from dugnad.moving.bundles.reading import Damaged, read  # no Django yet, and only for bundles
    from dugnad.moving.bundles.sealing import Unreadable

    data = Path(os.environ.get("DUGNAD_DATA", "data")).resolve()
    keys, found = _openers(asked), _Keys()
    try:
        with console.status("Reading"):
            cover = read(asked.file, keys, found)
        _look_at(cover, asked)
        if cover.circle:
            return _circle(asked, keys, cover, data)
        return _whole(asked, keys, found.files, data)
    except (OSError, Damaged, Unreadable) as error:
        raise Stop(f"Nothing was restored. {error}") from error


def _look_at(cover: Manifest, asked: Namespace) -> None:
    from dugnad.moving.spoken import spoken

    signer, wanted = spoken(cover.signer), " ".join((asked.signer or "").split())
    say(f"{cover.name}: number {cover.number}, made {cover.made[:16].replace('T', ' ')} UTC, hash {cover.root}")
    say(f"signed by   {signer}")
    if wanted and wanted != signer:
        raise Stop("Nothing was restored. It was signed by somebody else than the one you name with --signer.")
    if asked.least and cover.number < asked.least:
        raise Stop(f"Nothing was restored. You know of number {asked.least}: find the newer bundle.")
    if cover.has_expired(datetime.now(UTC)) and not asked.even_expired:
        raise Stop(
            f"Nothing was restored. It was good until {cover.expires[:10]}: there should be a newer one. "
            "With --even-expired it comes in all the same."
        )
    if not wanted and sys.stdin.isatty() and console.input("  Is that whom you expect? [y/N] ").lower() != "y":
        raise Stop("Nothing was restored.")


def _whole(asked: Namespace, keys: Openers, files: dict[str, bytes], data: Path) -> int:
    if data.exists() and any(data.iterdir()):
        raise Stop(f"{data} is not empty. Choose a folder that is empty or not there yet with --data.")
    from dugnad.moving.bundles.filing import put

    for name, content in files.items():
        put(data / "keys", name, content)
    try:
        return _arrive(asked, keys)
    except BaseException:
        shutil.rmtree(data, ignore_errors=True)
        raise


def _arrive(asked: Namespace, keys: Openers) -> int:
    _prepare()
    from dugnad.kit.clock import now
    from dugnad.kit.refusal import Refused
    from dugnad.moving.bundles.arriving_whole import arrive
    from dugnad.moving.bundles.measuring import root_here

    try:
        made = arrive(asked.file, keys, at=now())
    except Refused as refused:
        raise Stop(f"Nothing was restored. {refused.reason}") from refused
    if root_here() != made.root:
        raise Stop("What is here now has another hash than the bundle. Nothing was kept.")
    say(f"{sum(made.rows.values())} rows and {made.media} pictures are here, with the same hash as in the bundle.")
    _say_how_to_start()
    return 0


def _circle(asked: Namespace, keys: Openers, cover: Manifest, data: Path) -> int:
    fresh = not (data.exists() and any(data.iterdir()))
    if fresh:
        data.mkdir(parents=True, exist_ok=True, mode=0o700)
        _prepare()
    else:
        load_django()
        _is_up_to_date(data)
    from dugnad.kit.clock import now
    from dugnad.kit.refusal import Refused
    from dugnad.ledger.followers import NotNow
    from dugnad.moving.actions.operating import keeps_the_machine
    from dugnad.moving.bundles.joining import join

    try:
        joined = join(asked.file, keys, cover, at=now())
        if asked.operator:
            keeps_the_machine(asked.operator)
    except (Refused, NotNow) as refused:
        raise Stop(f"Nothing was restored. {refused}") from refused
    say(f"{cover.name} is here: {joined.came} people made anew, {joined.met} were here already.")
    for before, now_called in joined.renamed.items():
        say(f"{before} is called {now_called} here: somebody else has that name. Tell them.")
    if fresh:
        _say_how_to_start()
    return 0


def _is_up_to_date(data: Path) -> None:
    from dugnad.serve.first import missing_steps

    if missing_steps():
        raise Stop(f"The tables in {data} are not those of this version. First: dugnad migrate --data {data}")


def _prepare() -> None:
    load_django()
    from dugnad.people.actions.places import ensure_places
    from dugnad.serve.first import migrate

    migrate()
    ensure_places()


def _say_how_to_start() -> None:
    say(f"Start it with: dugnad serve --data {os.environ.get('DUGNAD_DATA', 'data')}")


def _openers(asked: Namespace) -> Openers:
    from dugnad.moving.bundles.passphrases import Passphrase, is_by_passphrase

    if not is_by_passphrase(asked.file):
        return _identities(asked.key)
    if asked.key:
        raise Stop("This bundle was sealed with a passphrase: leave --key out, and it is asked for.")
    return Passphrase(ask("The passphrase of the bundle: "))


def _identities(file: Path | None) -> Openers:
    from dugnad.moving.bundles.sealing import Unreadable, identities, is_sealed

    if file is None:
        raise Stop("A bundle opens with a key of age: name its file with --key.")
    try:
        content = file.read_bytes()
        return identities(content, ask("The passphrase of the key: ") if is_sealed(content) else "")
    except (OSError, Unreadable) as error:
        raise Stop(f"The key in {file} cannot be used. {error}") from error
