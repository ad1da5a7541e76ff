"""Fetching back what our witnesses have signed: it counts when it is under a head that our record goes on from."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from dugnad.kit import outbound
from dugnad.record.actions.asking_elsewhere import Fetch, at_most, told
from dugnad.record.enums import Found, Vouched
from dugnad.record.keys import OWN
from dugnad.record.models import Witness
from dugnad.record.notes import COSIGNATURE, Checkpoint, Cosignature, Key, NotANote, cosignature, opened, signed
from dugnad.record.origin import own_key
from dugnad.record.queries.tree import root, size_now

LONGEST = 1_000_000
"""Bytes of what a witness tells: it may watch many."""
fetch = at_most(LONGEST)


def collect(witness: Witness, *, at: datetime, by: Fetch = fetch) -> Vouched:
    """Ask a witness what it holds of our record; keep its newest signature under a head that is ours.

    A head with our signature that our record does not go on from is kept for good, and the witness asked no more.
    """
    if witness.against:
        return Vouched.AGAINST
    try:
        answer = told(by(f"{witness.address}/witnessed/"))
        key = Key.of(witness.key or str(answer.get("key")))
        if key.kind != COSIGNATURE:
            raise NotANote("not a witness's key")
    except (outbound.NoAnswer, outbound.Forbidden, NotANote):
        return _keep(witness, at, Vouched.SILENT)
    ours = [(entry, list(_heads(entry))) for entry in _entries(answer)]
    if against := next((note for _entry, heads in ours for note, head in heads if not _is_ours(head)), ""):
        return _keep(witness, at, Vouched.AGAINST, against=against)
    if any(heads and entry.get("found") == Found.FORKED for entry, heads in ours):
        return _keep(witness, at, Vouched.AGAINST)
    found = [(head.size, beside.at, head, beside) for _entry, heads in ours for note, head in heads
             if (beside := cosignature(note, key))]  # fmt: skip
    if not found:
        return _keep(witness, at, Vouched.NOTHING)
    _size, _at, head, beside = max(found, key=lambda one: one[:2])
    return _vouched(witness, at, key, head, beside)


def _heads(entry: dict[str, object]) -> Iterator[tuple[str, Checkpoint]]:
    """What in it bears our signature, whether the witness signed it or refused it."""
    key = own_key()
    for note in (str(entry.get("note")), str(entry.get("refused"))):
        try:
            yield note, opened(note, key)
        except NotANote:
            continue


def _is_ours(head: Checkpoint) -> bool:
    return head.size == 0 or (head.size <= size_now() and head.root == root(head.size))


def _entries(answer: dict[str, object]) -> list[dict[str, object]]:
    entries = answer.get("witnessed")
    return [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []


def _vouched(witness: Witness, at: datetime, key: Key, head: Checkpoint, beside: Cosignature) -> Vouched:
    if (head.size, beside.at) < (witness.size, witness.signed_at or beside.at):
        return _keep(witness, at, Vouched.GOOD)
    note = signed(head.text, own_key(), OWN) + beside.line
    return _keep(witness, at, Vouched.GOOD, key=key.told, size=head.size, signed_at=beside.at, note=note)


def _keep(witness: Witness, at: datetime, found: Vouched, **facts: object) -> Vouched:
    """Of two that ask at once, the first is kept."""
    same = Witness.objects.filter(pk=witness.pk, size=witness.size, against="")
    same.update(asked_at=at, found=found, **facts)
    witness.refresh_from_db()
    return Vouched(witness.found)
