"""Reading a bundle to its end, and believing nothing in it before that."""

from __future__ import annotations

import json
import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from dugnad.moving.bundles.leaves import Leaves
from dugnad.moving.bundles.manifest import BOUND, NAME, SIGNATURE, Manifest, from_text
from dugnad.moving.bundles.sealing import Openers, opening
from dugnad.moving.keys import is_signed

ROWS = re.compile(r"rows/([a-z]+\.[a-z_]+)/\d{6}\.jsonl")
FILE = re.compile(r"(?:media|keys)/[\w./-]+")
LONGEST = 64 * 1024 * 1024
"""Bytes of one entry that are taken into memory."""


class Damaged(Exception):
    """What is inside is not what was signed, or cannot be. The message can be shown."""


class Taker(Protocol):
    """What is done with what is in a bundle, in its order."""

    def rows(self, kind: str, rows: Sequence[dict[str, Any]]) -> None:
        """Some rows of this kind."""

    def file(self, name: str, content: bytes) -> None:
        """A picture (`media/…`) or a key (`keys/…`)."""


class Look:
    """Takes nothing."""

    def rows(self, kind: str, rows: Sequence[dict[str, Any]]) -> None:
        """Nothing is done with rows."""

    def file(self, name: str, content: bytes) -> None:
        """Nor with files."""


@dataclass(frozen=True)
class Entry:
    """One file in the stream."""

    name: str
    content: bytes


def read(sealed: Path, keys: Openers, taker: Taker) -> Manifest:
    """Hand everything in the bundle to `taker`, then check it: who raises nothing has read what was signed.

    Raises `sealing.Unreadable` and `Damaged`. What `taker` did with it is to be undone then.
    """
    leaves, counted, told = Leaves(), dict[str, int](), dict[str, bytes]()
    for entry in _entries(sealed, keys):
        if entry.name in {NAME, SIGNATURE}:
            told[entry.name] = entry.content
        elif found := ROWS.fullmatch(entry.name):
            lines = entry.content.splitlines()
            for line in lines:
                leaves.row(found[1], line)
            counted[found[1]] = counted.get(found[1], 0) + len(lines)
            taker.rows(found[1], _parsed(lines))
        elif FILE.fullmatch(entry.name) and ".." not in entry.name:
            leaves.file(entry.name, entry.content)
            taker.file(entry.name, entry.content)
        else:
            raise Damaged("Something in the bundle has a name that none of ours has.")
    return _checked(told, leaves.root(), counted)


def _checked(told: dict[str, bytes], root: str, counted: dict[str, int]) -> Manifest:
    try:
        made = from_text(told[NAME])
    except (KeyError, ValueError) as error:
        raise Damaged("The cover of the bundle is missing, or was written by another version.") from error
    if not is_signed(made.signer, told.get(SIGNATURE, b""), BOUND + told[NAME]):
        raise Damaged("The signature on the bundle is not right: somebody has changed its cover.")
    if made.root != root or made.rows != counted:
        raise Damaged("What is in the bundle is not what was signed.")
    return made


def _parsed(lines: Sequence[bytes]) -> list[dict[str, Any]]:
    try:
        found = [json.loads(line) for line in lines]
    except ValueError as error:
        raise Damaged("A line in the bundle cannot be read.") from error
    if not all(isinstance(one, dict) for one in found):
        raise Damaged("A line in the bundle is no row.")
    return found


def _entries(sealed: Path, keys: Openers) -> Iterator[Entry]:
    with opening(sealed, keys) as stream:
        try:
            with tarfile.open(fileobj=stream, mode="r|") as archive:
                for entry in archive:
                    content = archive.extractfile(entry) if entry.isfile() and entry.size <= LONGEST else None
                    if content is None:
                        raise Damaged("Something in the bundle is no file of ours.")
                    yield Entry(entry.name, content.read())
            while stream.read(1024 * 1024):  # age checks its last block only when it is read
                pass
        except (tarfile.TarError, EOFError) as error:
            raise Damaged("The bundle is cut short, or no bundle at all.") from error
