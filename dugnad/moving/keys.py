"""The movement's own key: signs bundles and the list of addresses, so that nobody else can speak for the movement.

Made on first use, kept in `data/keys`, taken along by a bundle of the whole movement.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from dugnad.config import secret


def movement_key(data: Path | None = None) -> Ed25519PrivateKey:
    """The key of the movement in the folder `data` (else the one that runs)."""
    text = secret(data or Path(settings.CONFIG.data), "movement")
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"dugnad movement 1\x00" + text.encode()).digest())


def public_text(key: Ed25519PrivateKey) -> str:
    """Its public half, 64 hexadecimal digits."""
    return key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_signed(public: str, signature: bytes, text: bytes) -> bool:
    """Whether the holder of this key has signed `text`."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, text)
    except (InvalidSignature, ValueError):
        return False
    return True
