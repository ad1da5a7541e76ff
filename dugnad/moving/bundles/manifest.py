"""What stands on the cover of a bundle, signed."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from dugnad.moving.canonical import canonical

NAME = "manifest.json"
SIGNATURE = "manifest.sig"
FORMAT = "dugnad bundle 1"
BOUND = b"dugnad bundle 1\x00"
"""Stands before what is signed, so that no other signature of this key can pass for one of a bundle."""


@dataclass(frozen=True)
class Manifest:
    """`circle`: its id, or empty for a whole movement. `number` grows by one with each bundle of the same thing.

    `root`: of the Merkle tree (RFC 6962) over rows, pictures and keys, in hexadecimal. `rows`: how many of each kind.
    `signer`: the public key, in hexadecimal. `made` and `expires` are ISO times in UTC.
    """

    circle: str
    name: str
    number: int
    made: str
    expires: str
    root: str
    rows: dict[str, int]
    media: int
    signer: str
    version: str
    format: str = FORMAT

    def text(self) -> bytes:
        """As it is signed and kept."""
        return canonical(asdict(self))

    def has_expired(self, at: datetime) -> bool:
        """Whether there should be a newer one by now."""
        return datetime.fromisoformat(self.expires) <= at


def from_text(text: bytes) -> Manifest:
    """Raises `ValueError` when it is none of ours."""
    told: dict[str, Any] = json.loads(text)
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise ValueError("This bundle was made by another version.")
    try:
        return Manifest(**told)
    except TypeError as error:
        raise ValueError("This bundle was made by another version.") from error
