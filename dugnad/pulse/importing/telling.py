"""What the import of a table said of it, read back for the report: what the file could not know, and was left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq


def cannot_show(acts: Path) -> tuple[str, ...]:
    """What the file that `acts` was made from cannot show, in whole sentences; empty where it was not imported."""
    held = _told(acts).get("cannot", [])
    return tuple(one for one in held if isinstance(one, str)) if isinstance(held, list) else ()


def left_out_at_import(acts: Path) -> tuple[tuple[str, int], ...]:
    """What never came into `acts`: each reason and how many."""
    held = _told(acts).get("left_out", [])
    parts = [one for one in held if isinstance(one, dict)] if isinstance(held, list) else []
    return tuple((str(one.get("reason", "")), int(one["count"])) for one in parts if isinstance(one.get("count"), int))


def _told(acts: Path) -> dict[str, Any]:
    """The account in a Parquet file or beside a CSV; {} where there is none that can be read."""
    beside = Path(f"{acts}.account.json")
    try:
        if beside.is_file():
            held = json.loads(beside.read_bytes())
        elif acts.suffix.lower() == ".parquet" and acts.is_file():
            held = json.loads((pq.read_metadata(acts).metadata or {}).get(b"dugnad.imported", b"{}"))
        else:
            return {}
    except (OSError, ValueError, RecursionError, pa.ArrowException):
        return {}
    return held if isinstance(held, dict) else {}
