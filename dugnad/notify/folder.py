"""Letters as files, where no mail server is configured: for trying out, and for the operator to look at."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from django.conf import settings

from dugnad.kit.ids import new_id
from dugnad.notify.carriers import Hand, ServerAway

NAME = re.compile(r"[0-9a-z]{16}")
MOST_SHOWN = 200


@dataclass(frozen=True)
class Filed:
    """A letter in the folder. `name` is its id; `text` its plain part."""

    name: str
    at: datetime
    to: str
    subject: str
    text: str


def folder() -> Path:
    """Where they are."""
    return Path(settings.CONFIG.data) / "mail"


def put(name: str, mail: bytes) -> None:
    """Write a letter. The same one written twice is one file. Raises `OSError`."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = folder() / f".{name}.new"
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(mail)
        file.flush()
        os.fsync(file.fileno())
    fresh.rename(folder() / f"{name}.eml")


@contextmanager
def carrying() -> Iterator[Hand]:
    """Letters put into the folder."""

    def hand(letter: str, to: str, mail: bytes) -> None:
        try:
            put(letter, mail)
        except OSError as error:
            raise ServerAway(f"The folder for letters cannot be written: {error.strerror}") from error

    yield hand


def filed() -> list[Filed]:
    """The letters there are, the latest first; at most 200. Empty without a folder."""
    letters = sorted(files(), key=lambda path: (path.stat().st_mtime, path.name), reverse=True)
    return [_read(path) for path in letters[:MOST_SHOWN]]


def one(name: str) -> Filed | None:
    """The letter of this name, if it is there."""
    path = folder() / f"{name}.eml"
    return _read(path) if NAME.fullmatch(name) and path.is_file() else None


def sweep(before: datetime) -> int:
    """Remove letters written before this moment; how many."""
    old = [path for path in files() if path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def fresh_name() -> str:
    """For a letter that has no id yet."""
    return new_id()


def files() -> list[Path]:
    """The letters, in no order."""
    return [path for path in folder().glob("*.eml") if NAME.fullmatch(path.stem)] if folder().is_dir() else []


def _read(path: Path) -> Filed:
    mail = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    body, text = mail.get_body(("plain", "html")), ""
    if body is not None:
        with suppress(LookupError, ValueError):  # a character set nobody knows
            text = str(body.get_content())
    return Filed(
        name=path.stem,
        at=datetime.fromtimestamp(path.stat().st_mtime, UTC),
        to=str(mail["To"] or ""),
        subject=str(mail["Subject"] or ""),
        text=text,
    )
