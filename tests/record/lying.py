"""Another installation's record, which can lie."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from dugnad.kit import outbound
from dugnad.methods.merkle import leaf_hash, root_of
from dugnad.methods.merkle_proofs import consistency
from dugnad.record.notes import Key, text_of

WHERE = "https://other.example.org/record"


class Other:
    """Another installation's record, which can lie."""

    def __init__(self, seed: bytes = bytes(32)) -> None:
        self.private = Ed25519PrivateKey.from_private_bytes(seed)
        self.key = Key("other.example.org/record", self.private.public_key().public_bytes_raw())
        self.leaves: list[bytes] = []
        self.shown = 0
        self.silent = False

    def grow(self, *words: str) -> Other:
        self.leaves += [leaf_hash(word.encode()) for word in words]
        self.shown = len(self.leaves)
        return self

    def note(self) -> str:
        text = text_of(self.key.name, self.shown, root_of(self.leaves[: self.shown]))
        signature = b64encode(self.key.id + self.private.sign(text.encode())).decode()
        return f"{text}\n— {self.key.name} {signature}\n"

    def __call__(self, address: str) -> bytes:
        if self.silent:
            raise outbound.NoAnswer("away")
        path = address.removeprefix(f"{WHERE}/")
        if path == "checkpoint":
            return self.note().encode()
        if path == "head/":
            return json.dumps({"key": self.key.told}).encode()
        _proof, _which, old, new, _end = path.split("/")
        return json.dumps({"proof": self.proof(int(old), int(new))}).encode()

    def proof(self, old: int, new: int) -> Sequence[str]:
        return [root_of(self.leaves[begin:end]).hex() for begin, end in consistency(old, new)]
