"""Merkle trees as RFC 6962 (section 2.1) hashes them: one number that stands for a whole list.

A leaf is SHA-256(0x00 ‖ data), a node SHA-256(0x01 ‖ left ‖ right), so that no node can pass for a leaf. A list of more
than one is split at the largest power of two below its length; the root of an empty list is SHA-256 of nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256


def leaf_hash(data: bytes) -> bytes:
    """32 bytes for one entry."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """32 bytes for two that stand beside each other."""
    return sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over leaf hashes, in their order. 32 bytes."""
    if not leaves:
        return sha256(b"").digest()
    level = list(leaves)
    while len(level) > 1:
        # Joining neighbours level by level and carrying an odd last one up gives the RFC's split at powers of two.
        joined = [node_hash(*pair) for pair in zip(level[::2], level[1::2], strict=False)]
        level = joined + level[len(level) - len(level) % 2 :]
    return level[0]
