"""A file that only the holder of its key can read, and that nobody can alter or cut short unseen.

Layout: `MAGIC`, four bytes of length, a JSON header (how the key was made, and a salt), then blocks of AES-256-GCM
(RFC 5116) in the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015): the nonce of a block is its number
and whether it is the last one, the header is its associated data. Each file has a key of its own, made from the salt.
"""

from __future__ import annotations

import json
import secrets
from base64 import b32decode, b32encode, b64decode, b64encode
from dataclasses import dataclass
from typing import IO

from argon2.exceptions import HashingError
from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from dugnad.moving.blocks import Broken, Opening, Sealing

MAGIC = b"dugnad-backup-1\n"
BLOCK = 1024 * 1024
MOST_HEADER = 4096
ARGON2 = {"time": 3, "memory": 256 * 1024, "lanes": 4}
"""RFC 9106's second choice, with four times its memory (in KiB)."""
MOST_MEMORY = 2 * 1024 * 1024
MOST_TIME = 20


class Unreadable(Exception):
    """The key is not the one the file was sealed with, or the file is damaged. The message can be shown."""


@dataclass(frozen=True)
class Key:
    """Either a passphrase a person remembers, or 32 random bytes from a key file."""

    secret: bytes
    is_passphrase: bool

    def of_file(self, header: dict[str, object]) -> AESGCM:
        """The cipher of the file with this header. Raises `Unreadable` when it asks for the other kind of key."""
        wants_passphrase = header.get("made_by") == "argon2id"
        if wants_passphrase != self.is_passphrase:
            raise Unreadable(f"This file was sealed with a {'passphrase' if wants_passphrase else 'key file'}.")
        try:
            salt = b64decode(str(header["salt"]))
            return AESGCM(self._stretched(header, salt) if self.is_passphrase else self._own(salt))
        except (KeyError, ValueError, HashingError):
            raise Unreadable("The beginning of this file is damaged.") from None

    def _own(self, salt: bytes) -> bytes:
        return HKDF(SHA256(), 32, salt, MAGIC).derive(self.secret)

    def _stretched(self, header: dict[str, object], salt: bytes) -> bytes:
        time, memory, lanes = (int(str(header[name])) for name in ARGON2)
        if memory > MOST_MEMORY or time > MOST_TIME:
            raise Unreadable("This file asks for more memory than any of ours does.")
        return hash_secret_raw(self.secret, salt, time, memory, lanes, 32, Type.ID)

    def fresh_header(self) -> dict[str, object]:
        """A header for a new file."""
        salt = b64encode(secrets.token_bytes(32)).decode()
        return {"made_by": "argon2id", "salt": salt, **ARGON2} if self.is_passphrase else {"salt": salt}


def new_key_text() -> str:
    """A new key as it stands in a key file: thirteen groups of four letters and digits, fit for paper."""
    text = b32encode(secrets.token_bytes(32)).decode().rstrip("=").lower()
    return "-".join(text[start : start + 4] for start in range(0, len(text), 4))


def key_from_text(text: str) -> Key:
    """The key written in a key file. Raises `Unreadable` when it is none."""
    plain = "".join(text.replace("-", "").split()).upper()
    try:
        secret = b32decode(plain + "=" * (-len(plain) % 8))
    except ValueError:
        secret = b""
    if len(secret) != 32:
        raise Unreadable("This is not a key file of ours: it should hold 52 letters and digits in groups of four.")
    return Key(secret, is_passphrase=False)


class Writer(Sealing):
    """Seals what is written to it into `file`. `close` writes the last block; `file` stays open."""

    def __init__(self, file: IO[bytes], key: Key) -> None:
        header = key.fresh_header()
        told = json.dumps(header).encode()
        start = MAGIC + len(told).to_bytes(4) + told
        super().__init__(file, key.of_file(header), BLOCK, start)
        file.write(start)


class Reader(Opening):
    """Reads what `Writer` sealed. Each block is checked before any of it is given out."""

    def __init__(self, file: IO[bytes], key: Key) -> None:
        start, header = _read_header(file)
        super().__init__(file, key.of_file(header), BLOCK, start)

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end. Raises `Unreadable`."""
        try:
            return super().read(size)
        except Broken as broken:
            if broken.number == 0:
                raise Unreadable("The key does not fit this file, or its beginning is damaged.") from None
            raise Unreadable(f"The file is damaged or cut short after {broken.number} MiB.") from None


def _read_header(file: IO[bytes]) -> tuple[bytes, dict[str, object]]:
    start = file.read(len(MAGIC) + 4)
    length = int.from_bytes(start[len(MAGIC) :])
    if not start.startswith(MAGIC) or length > MOST_HEADER:
        raise Unreadable("This is not a backup made by Dugnad.")
    told = file.read(length)
    try:
        header = json.loads(told)
    except ValueError:
        header = None
    if not isinstance(header, dict):
        raise Unreadable("The beginning of this file is damaged.")
    return start + told, header
