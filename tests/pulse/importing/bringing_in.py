"""What the tests of imports share: a moment, a key, and the acts of a file as plain rows."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from dugnad.pulse.acts.schema import EFFORTS, RELATIONS
from dugnad.pulse.importing import Account, imported

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
KEY = b"the same people every time"
REAL = Path(__file__).parents[4] / "shared" / "data"
"""Where real histories lie, if they do. They never become part of the project."""


def brought_in(kind: str, file: Path, key: bytes = KEY) -> tuple[list[dict[str, Any]], Account]:
    """The acts of `file`, as they stand in the table, and the account."""
    out = file.with_name("acts.parquet")
    account = imported(kind, file, out, now=NOW, key=key)
    acts = pq.read_table(out).to_pylist()
    assert len(acts) == account.written
    assert {act["effort"] for act in acts} <= set(EFFORTS)
    assert {act["relation"] for act in acts} <= set(RELATIONS)
    assert all(act["toward"] != act["actor"] for act in acts)
    return acts, account


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """A file with `text` in it."""
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def left_out(account: Account) -> dict[str, int]:
    """How many of each reason."""
    return {part.reason: part.count for part in account.left_out}


def real(*parts: str) -> Path:
    """A real history; where it is absent the test is skipped, and says so."""
    path = REAL.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"the real history {'/'.join(parts)} is not on this machine")
    return path
