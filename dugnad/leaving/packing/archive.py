"""A member's archive: a zip that a person can read, and a program too.

`index.html` is for people: it needs no network and runs no script. `<kind>.jsonl` has a line of JSON for each row,
`schema.json` says what each file and column is, `names.json` how circles are called, `media/` has the pictures.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.core.files.storage import default_storage

from dugnad.circles.models import Circle
from dugnad.leaving.packing import readable
from dugnad.leaving.packing.columns import columns_of, files_of, kind_of
from dugnad.leaving.packing.rows import Row, rows_of
from dugnad.people.holdings import Holding, held
from dugnad.people.models import Member

FORMAT, VERSION = "dugnad-archive", 1


@dataclass
class Part:
    """One kind of rows, as it went into the archive."""

    holding: Holding
    rows: list[Row]
    sha256: str = ""
    media: list[str] = field(default_factory=list)


def write(member: Member, target: Path, *, at: datetime) -> int:
    """Write the archive of `member` to the new file `target`; how many rows it has.

    Call it with their language and time zone in force. One pass over each table; all rows are in memory until the page
    is written.
    """
    parts: list[Part] = []
    with ZipFile(target, "x", ZIP_DEFLATED, compresslevel=6) as packed:
        for holding in held():
            if holding.given:
                parts.append(_pack(packed, holding, member))
        names = dict(Circle.objects.visible_to(member).values_list("pk", "name"))
        packed.writestr("names.json", _json({"circles": names}))
        packed.writestr("schema.json", _json(_schema(parts, at), indent=1))
        packed.writestr("style.css", readable.style())
        packed.writestr("index.html", readable.page(member, parts, names, at))
    return sum(len(part.rows) for part in parts)


def _pack(packed: ZipFile, holding: Holding, member: Member) -> Part:
    part = Part(holding, [_placed(holding, row) for row in rows_of(holding, member)])
    said = "".join(f"{_json(row)}\n" for row in part.rows).encode()
    part.sha256 = hashlib.sha256(said).hexdigest()
    packed.writestr(f"{holding.kind}.jsonl", said)
    for name in _media(holding, part.rows):
        if default_storage.exists(name):
            with default_storage.open(name) as file, packed.open(f"media/{name}", "w") as inside:
                inside.write(file.read())
    return part


def _placed(holding: Holding, row: Row) -> Row:
    """With the paths of files as they are in the archive."""
    return {**row, **{name: f"media/{row[name]}" for name in files_of(holding) if row[name]}}


def _media(holding: Holding, rows: list[Row]) -> Iterator[str]:
    for name in files_of(holding):
        yield from (str(row[name]).removeprefix("media/") for row in rows if row[name])


def _schema(parts: list[Part], at: datetime) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "made_at": at,
        "files": [
            {
                "name": f"{part.holding.kind}.jsonl",
                "title": str(part.holding.title),
                "rows": len(part.rows),
                "sha256": part.sha256,
                "kept_for": part.holding.why,
                "kept_until": part.holding.until,
                "columns": {name: kind_of(part.holding, name) for name in _shown(part.holding, part.rows)},
            }
            for part in parts
        ],
    }


def _shown(holding: Holding, rows: list[Row]) -> tuple[str, ...]:
    return tuple(rows[0]) if rows else columns_of(holding)


def _json(told: Any, indent: int | None = None) -> str:
    return json.dumps(told, ensure_ascii=False, default=_plain, indent=indent)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
