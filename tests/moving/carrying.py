"""Carrying things from one place to another, in tests."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from pyrage import x25519

from dugnad.circles.models import Circle
from dugnad.moving.bundles import reading
from dugnad.moving.bundles.manifest import Manifest
from dugnad.moving.bundles.writing import write_bundle
from dugnad.moving.keys import movement_key

TODAY = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Steward:
    """Who can open what was sealed for them."""

    public: str
    keys: list[x25519.Identity]


class Everything:
    """Keeps what is in a bundle."""

    def __init__(self) -> None:
        self.told: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, bytes] = {}

    def rows(self, kind: str, rows: Any) -> None:
        self.told.setdefault(kind, []).extend(rows)

    def file(self, name: str, content: bytes) -> None:
        self.files[name] = content


def leave(to: Path, steward: Steward, circle: Circle | None = None, at: datetime = TODAY) -> Manifest:
    """A bundle in the file `to`."""
    return write_bundle(circle, [steward.public], movement_key(), to, at=at)


def opened(bundle: Path, steward: Steward) -> Everything:
    """What is in it."""
    found = Everything()
    reading.read(bundle, steward.keys, found)
    return found


def empty() -> None:
    """An installation on which nobody lives."""
    call_command("flush", interactive=False, verbosity=0)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)
