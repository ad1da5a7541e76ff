"""Places in the ledger that a browser may keep, sealed: a plain one would tell how much happens elsewhere."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode

from dugnad.kit.seal import Unreadable, seal, unseal
from dugnad.ledger.reading import Position

ABOUT = "place in the ledger"
LENGTH = 94
"""Characters of a bookmark: 41 of its position, a version, a nonce and a tag, in base 64."""


def bookmark(position: Position) -> str:
    """`position` as letters, digits, "-" and "_", different each time."""
    return urlsafe_b64encode(seal(f"{position.transaction:020}.{position.act:020}", about=ABOUT)).rstrip(b"=").decode()


def position_at(text: str) -> Position | None:
    """The position of a bookmark made here; None for anything else."""
    if len(text) != LENGTH or not text.isascii():
        return None
    try:
        transaction, _dot, act = unseal(urlsafe_b64decode(text + "=="), about=ABOUT).partition(".")
    except (ValueError, Unreadable):
        return None
    return Position(int(transaction), int(act))
