from __future__ import annotations

import re
from pathlib import Path

import pyarrow as pa

from dugnad.ledger.mirror_writer import COLUMNS
from dugnad.ledger.models import Act

PAGE = (Path(__file__).parents[2] / "docs" / "how-it-works" / "ledger.md").read_text()
ROWS = [[cell.strip() for cell in line.strip("|").split("|")] for line in PAGE.splitlines() if line.startswith("| `")]
KINDS = {pa.int64(): "int64", pa.string(): "string", pa.timestamp("us", tz="UTC"): "timestamp, µs, UTC"}


def test_every_column_of_the_mirror() -> None:
    told = [(name.strip("`"), kind) for name, kind, _holds in (row for row in ROWS if len(row) == 3)]
    kinds = [KINDS.get(field.type, "word") + (", may be null" if field.nullable else "") for field in COLUMNS]
    assert told == list(zip(COLUMNS.names, kinds, strict=True))


def test_every_field_of_an_act() -> None:
    told = {name for row in ROWS if len(row) == 2 for name in re.findall(r"`(\w+)`", row[0])}
    assert told == {field.name for field in Act._meta.concrete_fields}
