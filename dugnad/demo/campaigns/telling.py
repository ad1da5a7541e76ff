"""Reads the campaigns of the demo movement."""

from __future__ import annotations

import functools
from pathlib import Path

from dugnad.demo.campaigns.shapes import Told
from dugnad.demo.tables import from_table, read_file

TOLD = Path(__file__).parent / "told.toml"


@functools.cache
def told() -> Told:
    """What stands in `told.toml`. Raises StoryError where it has the wrong shape."""
    return from_table(Told, read_file(TOLD), TOLD.name)
