"""Writing a bundle."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dugnad import __version__
from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.snapshot import one_moment
from dugnad.moving.actions.numbering import next_number, was_written
from dugnad.moving.bundles import belonging, manifest, selection
from dugnad.moving.bundles.packing import Packing
from dugnad.moving.bundles.passphrases import Passphrase
from dugnad.moving.bundles.sealing import Locks, sealing
from dugnad.moving.bundles.sealing import recipients as keys_of
from dugnad.moving.keys import public_text
from dugnad.people.models import Member
from dugnad.people.queries import movement

ENDING = ".dugnadbundle"
LASTS = timedelta(days=30)
"""After this there should be a newer one, and whoever restores is told so."""


def write_bundle(
    circle: Circle | None,
    recipients: Sequence[str] | Passphrase,
    signing_key: Ed25519PrivateKey,
    to: Path,
    *,
    by: Member | None = None,
    at: datetime | None = None,
) -> manifest.Manifest:
    """Seal a circle (None: the whole movement) into the new file `to`, for the holders of the public age keys
    `recipients`, or whoever knows that passphrase, signed with `signing_key`. All of it is of one moment; nobody has to
    wait meanwhile.

    Raises `sealing.Unreadable` for a key that is none, `FileExistsError` and other `OSError`; then there is no file.
    """
    at = at or now()
    keys = recipients if isinstance(recipients, Passphrase) else keys_of(recipients)
    if to.exists():
        raise FileExistsError(f"{to} is already there")
    to.parent.mkdir(parents=True, exist_ok=True)
    part = to.with_name(f"{to.name}.{secrets.token_hex(4)}.part")
    number = next_number(circle.pk if circle else "")
    try:
        made = _write(circle, keys, signing_key, part, number, at)
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)
    was_written(made.circle, number, by=by, at=at)
    return made


def _write(
    circle: Circle | None,
    keys: Locks,
    signer: Ed25519PrivateKey,
    part: Path,
    number: int,
    at: datetime,
) -> manifest.Manifest:
    with os.fdopen(os.open(part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b") as file:
        with sealing(file, keys) as inside:
            packing = Packing(inside)
            with one_moment():
                packing.fill(belonging.of_circle(circle) if circle else selection.whole())
            cover = _cover(packing, circle, number, at, public_text(signer))
            packing.add(manifest.NAME, cover.text())
            packing.add(manifest.SIGNATURE, signer.sign(manifest.BOUND + cover.text()))
            packing.close()
        file.flush()
        os.fsync(file.fileno())
    return cover


def _cover(packing: Packing, circle: Circle | None, number: int, at: datetime, signer: str) -> manifest.Manifest:
    return manifest.Manifest(
        circle=circle.pk if circle else "",
        name=circle.name if circle else movement.current().name,
        number=number,
        made=at.astimezone(UTC).isoformat(timespec="seconds"),
        expires=(at + LASTS).astimezone(UTC).isoformat(timespec="seconds"),
        root=packing.leaves.root(),
        rows=packing.rows,
        media=packing.media,
        signer=signer,
        version=__version__,
    )
