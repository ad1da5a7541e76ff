"""age's files under a passphrase (C2SP age, recipient type scrypt), as a stream: pyrage has that for keys only.

What is written here opens with `age --decrypt`, and what `age --passphrase` wrote can be read.
"""

from __future__ import annotations

import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from hmac import compare_digest
from hmac import digest as hmac
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from dugnad.moving.blocks import Broken, Opening, Sealing

START = b"age-encryption.org/v1\n-> scrypt "
SALTED = b"age-encryption.org/v1/scrypt"
BLOCK = 64 * 1024
WORK = 18
"""The logarithm of scrypt's cost, as age's own command has it: 256 MiB and about a second for each guess."""
MOST_WORK = 20
"""A file that asks for more than a gibibyte is refused."""
LEAST = 12
"""Characters: whoever has the file can guess as often as they like."""
HEADER = re.compile(rb"age-encryption\.org/v1\n-> scrypt ([\w+/]{22}) ([1-9][0-9]?)\n([\w+/]{43})\n---(?= )", re.ASCII)
LONGEST = 256


class NotOpened(Exception):
    """The passphrase is another, or the file is damaged. The message can be shown."""


@dataclass(frozen=True)
class Passphrase:
    """What a bundle is sealed with, when it is not sealed to keys."""

    words: str

    def stretched(self, salt: bytes, work: int) -> ChaCha20Poly1305:
        """The cipher that wraps the key of a file."""
        key = Scrypt(SALTED + salt, 32, n=1 << work, r=8, p=1).derive(self.words.encode())
        return ChaCha20Poly1305(key)


def is_by_passphrase(file: Path) -> bool:
    """Whether this file opens with a passphrase, and not with a key."""
    with file.open("rb") as opened:
        return opened.read(len(START)) == START


class Writer(Sealing):
    """Seals what is written to it into `file`. `close` writes the last block; `file` stays open."""

    def __init__(self, file: IO[bytes], passphrase: Passphrase) -> None:
        of_file, salt, nonce = secrets.token_bytes(16), secrets.token_bytes(16), secrets.token_bytes(16)
        wrapped = passphrase.stretched(salt, WORK).encrypt(bytes(12), of_file, None)
        header = START + _coded(salt) + b" %d\n" % WORK + _coded(wrapped) + b"\n---"
        file.write(header + b" " + _coded(_sum(of_file, header)) + b"\n" + nonce)
        super().__init__(file, _payload(of_file, nonce), BLOCK)


class Reader(Opening):
    """Reads what was sealed with `passphrase`. Raises `NotOpened`, here or while reading."""

    def __init__(self, file: IO[bytes], passphrase: Passphrase) -> None:
        start = file.read(LONGEST)
        found = HEADER.match(start)
        end = start.find(b"\n", found.end()) if found else -1
        if found is None or end < 0 or int(found[2]) > MOST_WORK:
            raise NotOpened("The beginning of this file is damaged, or it asks for more memory than any of ours does.")
        try:
            cipher = passphrase.stretched(_decoded(found[1]), int(found[2]))
            of_file = cipher.decrypt(bytes(12), _decoded(found[3]), None)
        except (InvalidTag, ValueError):
            raise NotOpened("The passphrase is another, or the file is damaged.") from None
        if not compare_digest(_coded(_sum(of_file, found[0])), start[found.end() + 1 : end]):
            raise NotOpened("The beginning of this file is damaged.")
        file.seek(end + 1)
        super().__init__(file, _payload(of_file, file.read(16)), BLOCK)

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end. Raises `NotOpened`."""
        try:
            return super().read(size)
        except Broken:
            raise NotOpened("The file is damaged or cut short.") from None


def _payload(of_file: bytes, nonce: bytes) -> ChaCha20Poly1305:
    return ChaCha20Poly1305(HKDF(SHA256(), 32, nonce, b"payload").derive(of_file))


def _sum(of_file: bytes, header: bytes) -> bytes:
    return hmac(HKDF(SHA256(), 32, b"", b"header").derive(of_file), header, "sha256")


def _coded(raw: bytes) -> bytes:
    return b64encode(raw).rstrip(b"=")


def _decoded(coded: bytes) -> bytes:
    return b64decode(coded + b"=" * (-len(coded) % 4), validate=True)
