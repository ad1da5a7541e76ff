"""The code that is shown at the door of a gathering, and typed in by those who were there.

It follows from the installation's key and the id of the day, so nothing is stored, and whoever runs the gathering can
read it from a page kept on their phone, or from paper.
"""

from __future__ import annotations

import hashlib
import hmac

from django.conf import settings

from dugnad.config import secret

SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Without those that are taken for each other: 0 and O, 1, I and L, U and V."""
LENGTH = 6
TRIES = 10
"""Codes one member may try for one day in an hour: of seven hundred million."""


def code_for(occasion: str) -> str:
    """Six signs for the day with this id."""
    key = secret(settings.CONFIG.data, "door").encode()
    number = int.from_bytes(hmac.digest(key, f"door 1 {occasion}".encode(), hashlib.sha256)[:8])
    signs = []
    for _each in range(LENGTH):
        number, rest = divmod(number, len(SIGNS))
        signs.append(SIGNS[rest])
    return "".join(signs)


def fits(typed: str, occasion: str) -> bool:
    """Whether `typed` is the code, in any case, with or without spaces and hyphens."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return hmac.compare_digest(plain.encode(), code_for(occasion).encode())
