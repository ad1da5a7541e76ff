"""The keys with which heads are signed: one as the record's own, one as a witness of others. Made on first use.

They are kept in the data folder, outside the database.
"""

from __future__ import annotations

import hashlib

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from dugnad.config import secret

OWN = "record"
WITNESS = "witness"


def sign(name: str, message: bytes) -> bytes:
    """64 bytes: the Ed25519 signature (RFC 8032) with the key of this name."""
    return _key(name).sign(message)


def public(name: str) -> bytes:
    """32 bytes that everybody may know."""
    return _key(name).public_key().public_bytes_raw()


def is_signed(key: bytes, signature: bytes, message: bytes) -> bool:
    """Whether `signature` over `message` was made with the private half of `key`."""
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def _key(name: str) -> Ed25519PrivateKey:
    # From the secret in the folder, by hashing: two processes that make it at once make the same.
    seed = hashlib.sha512(f"dugnad {name} 1\0{secret(settings.CONFIG.data, name)}".encode()).digest()
    return Ed25519PrivateKey.from_private_bytes(seed[:32])
