"""Reading an archive back: what it holds is what its schema says."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile


class NotWhole(Exception):
    """A file is missing, or is not what the schema says."""


def read(path: Path) -> dict[str, list[dict[str, Any]]]:
    """The rows of each kind in the archive at `path`, every file checked. Raises `NotWhole`."""
    with ZipFile(path) as packed:
        names = set(packed.namelist())
        schema = json.loads(packed.read("schema.json"))
        found = {}
        for file in schema["files"]:
            said = packed.read(file["name"])
            if hashlib.sha256(said).hexdigest() != file["sha256"]:
                raise NotWhole(file["name"])
            rows = [json.loads(line) for line in said.decode().splitlines()]
            if len(rows) != file["rows"] or any(set(row) != set(file["columns"]) for row in rows):
                raise NotWhole(file["name"])
            _require_media(rows, names)
            found[file["name"].removesuffix(".jsonl")] = rows
    return found


def _require_media(rows: list[dict[str, Any]], names: set[str]) -> None:
    for row in rows:
        for value in row.values():
            if isinstance(value, str) and value.startswith("media/") and value not in names:
                raise NotWhole(value)
