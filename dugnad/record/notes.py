"""Heads as text that is signed: C2SP signed-note, tlog-checkpoint and tlog-cosignature, so that any witness reads them.

dugnad.example.org/record
1207
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— dugnad.example.org/record Az3grlgtzPICa5OS8npV…
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from dugnad.record.keys import is_signed, sign

ED25519 = b"\x01"
COSIGNATURE = b"\x04"
LONGEST = 16_384
END = 1 << 36
"""Seconds since 1970 after which no time is believed: some two thousand years."""
NAME = re.compile(r"[^\s+\x00-\x20]+\Z")


class NotANote(Exception):
    """Text that is no head."""


class NotSigned(NotANote):
    """A head, but without the signature that was looked for."""


@dataclass(frozen=True)
class Checkpoint:
    """What a head says, and the text it says it with. `root` is 32 bytes."""

    origin: str
    size: int
    root: bytes
    text: str


@dataclass(frozen=True)
class Key:
    """Whose signature is looked for. `kind` is `ED25519`, or `COSIGNATURE` for a witness's."""

    name: str
    public: bytes
    kind: bytes = ED25519

    @property
    def id(self) -> bytes:
        """Four bytes by which its signature is found among others."""
        return sha256(self.name.encode() + b"\n" + self.kind + self.public).digest()[:4]

    @property
    def told(self) -> str:
        """As verifier keys are written: name+id+key."""
        return f"{self.name}+{self.id.hex()}+{b64encode(self.kind + self.public).decode()}"

    @classmethod
    def of(cls, told: str) -> Key:
        """Out of its written form. Raises `NotANote`."""
        try:
            name, number, coded = told.strip().split("+", 2)
            raw = b64decode(coded, validate=True)
            key = cls(name, raw[1:], raw[:1])
        except ValueError as error:
            raise NotANote("not a key") from error
        if len(raw) != 33 or raw[:1] not in {ED25519, COSIGNATURE} or key.id.hex() != number or not NAME.match(name):
            raise NotANote("not a key")
        return key


@dataclass(frozen=True)
class Cosignature:
    """When a witness signed, as it says, and the line that shows it."""

    at: datetime
    line: str


def text_of(origin: str, size: int, root: bytes) -> str:
    """What is signed."""
    return f"{origin}\n{size}\n{b64encode(root).decode()}\n"


def signed(text: str, key: Key, secret: str) -> str:
    """The whole note: `text` and the signature with our key called `secret`."""
    return f"{text}\n{_line(key, sign(secret, text.encode()))}"


def cosigned(note: str, key: Key, secret: str, at: datetime) -> str:
    """A note with one signature more: that at this time the witness `key` knew of no head that contradicts it."""
    seconds = int(at.timestamp())
    message = _cosigned_message(_parted(note)[0], seconds)
    return note + _line(key, seconds.to_bytes(8, "big") + sign(secret, message))


def opened(note: str, key: Key) -> Checkpoint:
    """What a head says that `key` has signed. Raises `NotSigned`, or `NotANote` for other text."""
    text, lines = _parted(note)
    if not any(_is_by(key, text, line) for line in lines):
        raise NotSigned("not signed by the key that was expected")
    origin, size, coded, *_more = [*text.splitlines(), "", "", ""]
    try:
        root = b64decode(coded, validate=True)
    except ValueError as error:
        raise NotANote("not a head") from error
    if not NAME.match(origin) or not re.fullmatch("0|[1-9][0-9]{0,17}", size) or len(root) != 32:
        raise NotANote("not a head")
    return Checkpoint(origin, int(size), root, text)


def cosigned_by(note: str, key: Key) -> bool:
    """Whether the witness `key` has put its signature under `note`."""
    return cosignature(note, key) is not None


def cosignature(note: str, key: Key) -> Cosignature | None:
    """The newest signature of the witness `key` under `note`. Raises `NotANote`."""
    text, lines = _parted(note)
    found = [(_seconds(line), line) for line in lines if _is_by(key, text, line)]
    seconds, line = max(found, default=(0, ""))
    return Cosignature(datetime.fromtimestamp(seconds, UTC), f"{line}\n") if 0 < seconds < END else None


def _parted(note: str) -> tuple[str, list[str]]:
    text, gap, rest = note.rpartition("\n\n")
    plain = all(sign == "\n" or sign >= " " for sign in note)
    if not gap or len(note) > LONGEST or not note.endswith("\n") or not plain:
        raise NotANote("not a note")
    return text + "\n", rest.splitlines()


def _is_by(key: Key, text: str, line: str) -> bool:
    dash, _space, rest = line.partition(" ")
    name, _space, coded = rest.partition(" ")
    try:
        raw = b64decode(coded, validate=True)
    except ValueError:
        return False
    if dash != "—" or name != key.name or raw[:4] != key.id:
        return False
    if key.kind == ED25519:
        return is_signed(key.public, raw[4:], text.encode())
    return is_signed(key.public, raw[12:], _cosigned_message(text, int.from_bytes(raw[4:12], "big")))


def _seconds(line: str) -> int:
    return int.from_bytes(b64decode(line.rpartition(" ")[2])[4:12], "big")


def _cosigned_message(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _line(key: Key, signature: bytes) -> str:
    return f"— {key.name} {b64encode(key.id + signature).decode()}\n"
