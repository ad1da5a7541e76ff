"""age around a stream: sealed to several people's keys and opened with one of them, or with a passphrase.

Nothing lies open on a disk.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TypeAlias, cast

import pyrage
from pyrage import passphrase as by_passphrase
from pyrage import x25519

from dugnad.moving.bundles.passphrases import NotOpened, Passphrase, Reader, Writer

Locks: TypeAlias = Sequence[x25519.Recipient] | Passphrase
"""For whom something is sealed."""
Openers: TypeAlias = Sequence[x25519.Identity] | Passphrase
"""What it is opened with."""
HEADER = b"age-encryption.org/v1"


class Unreadable(Exception):
    """The key does not open this, or it is damaged. The message can be shown."""


def recipients(texts: Sequence[str]) -> list[x25519.Recipient]:
    """The public keys (`age1…`), one in each text; lines that begin with # are left out. Raises `Unreadable`."""
    lines = [line.strip() for text in texts for line in text.splitlines()]
    try:
        found = [x25519.Recipient.from_str(line) for line in lines if line and not line.startswith("#")]
    except pyrage.RecipientError as error:
        raise Unreadable(f"This is no public key of age (age1…): {error}") from error
    if not found:
        raise Unreadable("Name at least one public key (age1…) that can open it.")
    return found


def new_key(passphrase: str = "") -> tuple[str, bytes]:
    """A new pair of keys: the public one, and the content of the key file, sealed with `passphrase` if there is one."""
    made = x25519.Identity.generate()
    text = f"# public key: {made.to_public()}\n{made}\n".encode()
    return str(made.to_public()), by_passphrase.encrypt(text, passphrase, armored=False) if passphrase else text


def is_sealed(content: bytes) -> bool:
    """Whether a key file, or a bundle, begins as age's files do."""
    return content.startswith(HEADER)


def identities(content: bytes, passphrase: str = "") -> list[x25519.Identity]:
    """The secret keys of a key file. Raises `Unreadable`."""
    try:
        text = by_passphrase.decrypt(content, passphrase) if is_sealed(content) else content
        lines = [line.strip() for line in text.decode("ascii").splitlines()]
        return [x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#")]
    except (pyrage.DecryptError, pyrage.IdentityError, UnicodeDecodeError) as error:
        raise Unreadable("This is no key file of age, or the passphrase is another.") from error


@contextmanager
def sealing(to: IO[bytes], keys: Locks) -> Iterator[IO[bytes]]:
    """A file to write to; what arrives in `to` is sealed. Raises what went wrong on either side."""
    if isinstance(keys, Passphrase):
        writer = Writer(to, keys)
        yield cast("IO[bytes]", writer)
        writer.close()
        return
    with _beside(lambda reading: pyrage.encrypt_io(reading, to, keys)) as writing:
        yield writing


@contextmanager
def opening(sealed: Path, keys: Openers) -> Iterator[IO[bytes]]:
    """A file to read from what is sealed in the file `sealed`. Raises `Unreadable`."""
    if isinstance(keys, Passphrase):
        try:
            with sealed.open("rb") as file:
                yield cast("IO[bytes]", Reader(file, keys))
        except NotOpened as error:
            raise Unreadable(str(error)) from error
        return
    reading, writing = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    failed: list[BaseException] = []

    def unseal() -> None:
        try:
            with sealed.open("rb") as file, writing:
                pyrage.decrypt_io(file, writing, keys)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=unseal, daemon=True)
    thread.start()
    try:
        with reading:
            yield reading
    except Exception:
        thread.join()
        if failed and not isinstance(failed[0], BrokenPipeError):
            raise Unreadable("No key of yours opens this, or the file is damaged.") from failed[0]
        raise
    thread.join()
    if failed:
        raise Unreadable("No key of yours opens this, or the file is damaged.") from failed[0]


@contextmanager
def _beside(read: Callable[[IO[bytes]], object]) -> Iterator[IO[bytes]]:
    reading, writing = (os.fdopen(end, mode) for end, mode in zip(os.pipe(), ("rb", "wb"), strict=True))
    failed: list[BaseException] = []

    def run() -> None:
        try:
            with reading:
                read(reading)
        except BaseException as error:
            failed.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        with writing:
            yield writing
    finally:
        thread.join()
    if failed:
        raise failed[0]
