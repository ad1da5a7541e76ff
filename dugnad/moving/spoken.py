"""Keys as people compare them."""

from __future__ import annotations

import hashlib


def spoken(public: str) -> str:
    """A public key (hexadecimal): eight groups of four, of its SHA-256."""
    told = hashlib.sha256(bytes.fromhex(public)).hexdigest()[:32]
    return " ".join(told[start : start + 4] for start in range(0, 32, 4))
