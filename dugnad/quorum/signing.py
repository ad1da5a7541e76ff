"""Signatures by Ed25519 (RFC 8032): stewards make them with keys that this machine never has."""

from __future__ import annotations

import re
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

PRIME = 2**255 - 19
PUBLIC = re.compile(r"[0-9a-f]{64}\Z")
SIGNATURE = re.compile(r"[0-9a-f]{128}\Z")

# The points of small order (1, 2, 4 and 8), by their y: whoever has such a “key” signs everything.
_ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
_ORDER_8_TOO = 55188659117513257062467267217118295137698188065244968500265048394206261417927
SMALL = {0, 1, PRIME - 1, _ORDER_8, _ORDER_8_TOO}


def is_key(public: str) -> bool:
    """Whether 64 hexadecimal digits can be somebody's public key: not of small order, and written in one way only."""
    if not PUBLIC.match(public):
        return False
    y = int.from_bytes(bytes.fromhex(public), "little") & (2**255 - 1)
    return y < PRIME and y not in SMALL


def verifies(public: str, signature: str, text: str) -> bool:
    """Whether `signature` (128 hexadecimal digits) over `text` was made with the key of `public`."""
    if not (is_key(public) and SIGNATURE.match(signature)):
        return False
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def fingerprint(public: str) -> str:
    """A key in twenty digits that two people can compare: five groups of four of its SHA-256."""
    digits = sha256(bytes.fromhex(public)).hexdigest()[:20]
    return " ".join(digits[place : place + 4] for place in range(0, 20, 4))
