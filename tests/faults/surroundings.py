"""The environment and place in which the processes of a fault test run."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("DUGNAD_", "DJANGO_")


def environment(data: Path, database: str) -> dict[str, str]:
    """Our own environment without any setting of ours, but for those of a fault test."""
    rest = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
    return rest | {
        "DJANGO_SETTINGS_MODULE": "tests.faults.settings",
        "DUGNAD_DATA": str(data),
        "DUGNAD_DATABASE": database,
        "PYTHONPATH": str(ROOT),
    }
