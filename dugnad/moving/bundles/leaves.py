"""The leaves of a bundle's tree: one for each row, picture and key."""

from __future__ import annotations

from hashlib import sha256

from dugnad.methods.merkle import leaf_hash, root_of


class Leaves:
    """Collects them in their order, 32 bytes each."""

    def __init__(self) -> None:
        self._hashes: list[bytes] = []

    def row(self, kind: str, line: bytes) -> None:
        """A row, as its line stands in the bundle."""
        self._hashes.append(leaf_hash(kind.encode() + b"\n" + line))

    def file(self, name: str, content: bytes) -> None:
        """A picture (`media/…`) or a key (`keys/…`), by its SHA-256."""
        self._hashes.append(leaf_hash(f"{name}\n{sha256(content).hexdigest()}".encode()))

    def root(self) -> str:
        """In hexadecimal."""
        return root_of(self._hashes).hex()
