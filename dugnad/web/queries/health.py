"""How the installation is."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import django

from dugnad import __version__
from dugnad.kit.storage import Storage, storage
from dugnad.ledger.models import Act

LOW = 2 * 1024**3
"""Bytes free below which an operator should act."""


@dataclass(frozen=True)
class Health:
    """`acts` is the number of the last act."""

    version: str
    python: str
    framework: str
    storage: Storage
    disk_is_low: bool
    acts: int


def health() -> Health:
    """As of now; two queries, and nothing is counted row by row."""
    kept = storage()
    return Health(
        version=__version__,
        python=".".join(map(str, sys.version_info[:3])),
        framework=django.get_version(),
        storage=kept,
        disk_is_low=kept.free < LOW,
        acts=Act.objects.order_by("-id").values_list("id", flat=True).first() or 0,
    )
