"""Looking at another installation's record: it may grow, and nothing of it may change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from dugnad.kit import outbound
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.methods.merkle_proofs import proves_consistency
from dugnad.record.actions.asking_elsewhere import Fetch, at_most, told
from dugnad.record.acts import REFUSED
from dugnad.record.enums import Found
from dugnad.record.keys import WITNESS
from dugnad.record.models import Watched
from dugnad.record.notes import LONGEST, Checkpoint, Key, NotANote, NotSigned, cosigned, opened
from dugnad.record.origin import witness_key

fetch = at_most(LONGEST)


class Forked(Exception):
    """What is shown now does not go on from what was shown before. The message says how."""


@dataclass(frozen=True)
class Look:
    """What was found: the key it was found with and, where all is well, the head."""

    key: Key
    head: Checkpoint
    note: str


def look(watched: Watched, *, at: datetime, by: Fetch = fetch) -> Found:
    """Compare what is shown now with what was kept; put our signature under it, or refuse it for good.

    A record that was refused is not looked at again: what was kept and what was refused stay as evidence.
    """
    if watched.found == Found.FORKED:
        return Found.FORKED
    shown = ""
    try:
        shown = _text(by(f"{watched.address}/checkpoint"))
        key = Key.of(watched.key or str(told(by(f"{watched.address}/head/")).get("key")))
        head = opened(shown, key)
        _compare(watched, key, head, by)
    except (Forked, NotSigned) as refused:
        return _refuse(watched, shown, str(refused), at)
    except (outbound.NoAnswer, outbound.Forbidden, NotANote) as silent:
        return _keep(watched, at, found=Found.SILENT, why=str(silent)[:200])
    note = cosigned(shown, witness_key(), WITNESS, at)
    return _keep(watched, at, found=Found.GOOD, key=key.told, size=head.size, note=note, why="")


def _compare(watched: Watched, key: Key, head: Checkpoint, by: Fetch) -> None:
    if head.origin != key.name:
        raise Forked("it calls itself otherwise than its key")
    if not watched.note:
        return
    kept = opened(watched.note, key)
    if head.size < kept.size:
        raise Forked(f"it had {kept.size} entries, and now has {head.size}")
    if head.size == kept.size and head.root != kept.root:
        raise Forked(f"it shows two different records of {head.size} entries")
    if head.size > kept.size > 0:
        proof = _hashes(by(f"{watched.address}/proof/consistency/{kept.size}/{head.size}/"))
        if not proves_consistency(kept.size, head.size, kept.root, head.root, proof):
            raise Forked(f"something among its first {kept.size} entries was changed")


def _hashes(body: bytes) -> Sequence[bytes]:
    """Of a proof. One that cannot be read proves nothing."""
    proof = told(body).get("proof")
    try:
        return [bytes.fromhex(one) for one in proof] if isinstance(proof, list) else []
    except (TypeError, ValueError):
        return []


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise NotANote("not a note") from error


@transaction.atomic
def _refuse(watched: Watched, shown: str, why: str, at: datetime) -> Found:
    record(REFUSED, by=None, about=str(watched.pk), audience=Audience.MOVEMENT, at=at)
    return _keep(watched, at, found=Found.FORKED, refused=shown, why=why[:200])


def _keep(watched: Watched, at: datetime, *, found: Found, **facts: object) -> Found:
    """Two looks at once keep what the first found: nobody signs beside a head that was just replaced."""
    same = Watched.objects.filter(pk=watched.pk, size=watched.size, note=watched.note).exclude(found=Found.FORKED)
    same.update(looked_at=at, found=found, **facts)
    watched.refresh_from_db()
    return Found(watched.found)
