"""The STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015), as backups and age use it.

The nonce of a block is its number (11 bytes) and whether it is the last one: none can be left out, moved or cut off.
"""

from __future__ import annotations

from typing import IO, Protocol

from cryptography.exceptions import InvalidTag

TAG = 16


class Cipher(Protocol):
    """AES-GCM or ChaCha20-Poly1305: nonces of 12 bytes, tags of 16."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...
    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes: ...


class Broken(Exception):
    """A block that nobody sealed with this key. `number` counts from 0."""

    def __init__(self, number: int) -> None:
        super().__init__(f"block {number}")
        self.number = number


class Sealing:
    """Seals what is written to it into `file`, in blocks of `size` bytes. `close` writes the last and leaves `file`."""

    def __init__(self, file: IO[bytes], cipher: Cipher, size: int, bound: bytes | None = None) -> None:
        self._file, self._cipher, self._size, self._bound = file, cipher, size, bound
        self._waiting = bytearray()
        self._number = 0

    def write(self, data: bytes) -> int:
        """Take `data`; whole blocks go to the file."""
        self._waiting += data
        while len(self._waiting) > self._size:
            self._seal(bytes(self._waiting[: self._size]), last=False)
            del self._waiting[: self._size]
        return len(data)

    def close(self) -> None:
        """Seal what is left. Without this the file cannot be read."""
        self._seal(bytes(self._waiting), last=True)
        self._waiting.clear()

    def _seal(self, block: bytes, last: bool) -> None:
        self._file.write(self._cipher.encrypt(_nonce(self._number, last), block, self._bound))
        self._number += 1


class Opening:
    """Reads what `Sealing` sealed. Each block is checked before any of it is given out."""

    def __init__(self, file: IO[bytes], cipher: Cipher, size: int, bound: bytes | None = None) -> None:
        self._file, self._cipher, self._size, self._bound = file, cipher, size, bound
        self._ready = bytearray()
        self._number = 0
        self._next = file.read(size + TAG)
        self._ended = False

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end. Raises `Broken`."""
        while len(self._ready) < size and not self._ended:
            self._open_block()
        data = bytes(self._ready[:size])
        del self._ready[:size]
        return data

    def _open_block(self) -> None:
        block, self._next = self._next, self._file.read(self._size + TAG)
        self._ended = not self._next
        try:
            self._ready += self._cipher.decrypt(_nonce(self._number, self._ended), block, self._bound)
        except InvalidTag:
            raise Broken(self._number) from None
        self._number += 1


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11) + bytes([last])
