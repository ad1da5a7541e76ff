"""Encryption for what only some may read, so that a copied database alone tells nothing.

AES-256-GCM under the installation's own key, kept in the data folder, outside the database.
A sealed text is bound to what it is about: moved to another object it can no longer be opened.
"""

from __future__ import annotations

import hashlib
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from dugnad.config import secret

VERSION = b"\x01"
NONCE = 12
TAG = 16


class Unreadable(Exception):
    """A sealed text that was changed, belongs to something else, or was sealed under another key."""


def seal(text: str, *, about: str) -> bytes:
    """`text` encrypted: a version byte, a random nonce, then as many bytes as the text has in UTF-8, and 16 more.

    `about` is the id of the object it belongs to, and has to be given again to open it.
    """
    nonce = secrets.token_bytes(NONCE)
    return VERSION + nonce + _cipher().encrypt(nonce, text.encode("utf-8", "surrogatepass"), _bound(about))


def unseal(blob: bytes | memoryview, *, about: str) -> str:
    """The text that was sealed `about` the same object. Raises `Unreadable`."""
    sealed = bytes(blob)
    if not sealed.startswith(VERSION) or len(sealed) < len(VERSION) + NONCE + TAG:
        raise Unreadable("This is not a text that was sealed here.")
    nonce, rest = sealed[1 : 1 + NONCE], sealed[1 + NONCE :]
    try:
        return _cipher().decrypt(nonce, rest, _bound(about)).decode("utf-8", "surrogatepass")
    except InvalidTag as error:
        raise Unreadable("This sealed text was changed, or belongs to something else.") from error


def _bound(about: str) -> bytes:
    return VERSION + about.encode("utf-8", "surrogatepass")


def _cipher() -> AESGCM:
    key = secret(settings.CONFIG.data, "seal")
    return AESGCM(hashlib.sha256(b"dugnad seal 1\x00" + key.encode()).digest())
