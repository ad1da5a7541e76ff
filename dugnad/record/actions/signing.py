"""Signing heads."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.methods.merkle_proofs import proves_consistency
from dugnad.record.enums import SIGNED_EVERY
from dugnad.record.keys import OWN
from dugnad.record.models import Head
from dugnad.record.notes import opened, signed, text_of
from dugnad.record.origin import own_key
from dugnad.record.queries.heads import newest
from dugnad.record.queries.tree import consistency_proof, root, size_now


class Changed(Exception):
    """What stands in the database does not go on from the last head. Nothing more is signed."""


def sign_when_due(*, at: datetime) -> Head | None:
    """Sign the first head at once, and each later one `SIGNED_EVERY` after the one before."""
    last = newest()
    return sign_head(at=at) if last is None or last.made_at <= at - SIGNED_EVERY else None


@transaction.atomic
def sign_head(*, at: datetime) -> Head | None:
    """Sign the record as it is now; None when nothing has come since the last head.

    Raises `Changed` when what was signed before would no longer be so.
    """
    size, last = size_now(), newest()
    if last is not None and size <= last.size:
        if size < last.size:
            raise Changed(f"There are {size} entries, and {last.size} were signed.")
        return None
    if not size:
        return None
    key, fresh = own_key(), root(size)
    if last is not None:
        before = opened(last.note, key)
        proof = consistency_proof(before.size, size)
        if not proves_consistency(before.size, size, before.root, fresh, proof):
            raise Changed(f"The first {before.size} entries are not those that were signed.")
    note = signed(text_of(key.name, size, fresh), key, OWN)
    return Head.objects.get_or_create(size=size, defaults={"root": fresh, "note": note, "made_at": at})[0]
