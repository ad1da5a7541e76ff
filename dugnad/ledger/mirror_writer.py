"""Writes Parquet files of acts. Run as a process of its own, so that pyarrow's 50 MB are gone when it ends.

Standard input: one JSON object for each file, the arguments of `write`. Standard output: what `write` returns for each
file that was written. A file is there whole and for good, or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

WORD = pa.dictionary(pa.int16(), pa.string())
COLUMNS = pa.schema(
    [
        pa.field("id", pa.int64(), nullable=False),
        pa.field("at", pa.timestamp("us", tz="UTC"), nullable=False),
        pa.field("actor", pa.string()),
        pa.field("verb", WORD, nullable=False),
        pa.field("effort", WORD),
        pa.field("relation", WORD),
        pa.field("toward", pa.string()),
        pa.field("circle", WORD),
        pa.field("cause", pa.int64()),
        pa.field("object_type", WORD, nullable=False),
        pa.field("object", pa.string(), nullable=False),
        pa.field("amount", pa.int64()),
        pa.field("audience", WORD, nullable=False),
    ],
    metadata={"dugnad": "acts 1"},
)
"""Their meaning stands in docs/how-it-works/ledger.md."""


BAD_ROWS = 65
"""How it ends when the rows themselves cannot be written."""


def main() -> int:
    """Write what standard input orders, unless the process that ordered it has died meanwhile."""
    for line in sys.stdin:
        order = json.loads(line)
        try:
            written = write(**{**order, "root": Path(order["root"])})
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError) as error:
            print(type(error).__name__, file=sys.stderr)  # noqa: T201  # its message would hold what stands in the row
            return BAD_ROWS
        if written:
            print(json.dumps(written), flush=True)  # noqa: T201  # this is how it answers
    return 0


def write(root: Path, month: str, rows: list[list[Any]], beside: list[str], parent: int) -> dict[str, Any]:
    """Seal `rows`, in the order of `COLUMNS`, as one file of `month` ("2026-11") under `root`.

    Acts that stand in one of the files `beside` already are left out. Returns path, rows, first, last and sha256;
    nothing when no act is left. Raises `SystemExit` when our parent is not the process `parent` any more.
    """
    sealed = set(_ids_in(root / path for path in beside))
    rows = [row for row in rows if row[0] not in sealed]
    if not rows:
        return {}
    folder = root / f"month={month}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    ids = [row[0] for row in rows]
    target = folder / f"acts-{min(ids)}-{max(ids)}.parquet"
    fresh = folder / f".{target.name}.{os.getpid()}"
    pq.write_table(_table(rows), fresh, compression="zstd", row_group_size=100_000)
    digest = _make_durable(fresh)
    if os.getppid() != parent:
        fresh.unlink()
        raise SystemExit("The process that ordered this is gone; another one does it again.")
    fresh.rename(target)
    _sync(folder)
    _sync(root)
    return {
        "path": target.relative_to(root).as_posix(),
        "rows": len(rows),
        "first": min(ids),
        "last": max(ids),
        "sha256": digest,
    }


def _table(rows: list[list[Any]]) -> pa.Table:
    columns = zip(*rows, strict=True)
    arrays = [pa.array(list(values), type=field.type) for values, field in zip(columns, COLUMNS, strict=True)]
    return pa.Table.from_arrays(arrays, schema=COLUMNS)


def _ids_in(paths: Iterable[Path]) -> Iterator[int]:
    for path in paths:
        if not path.exists():  # lost; `dugnad.ledger.mirror.verify` tells of it
            continue
        yield from pq.read_table(path, columns=["id"], partitioning=None).column("id").to_pylist()


def _make_durable(path: Path) -> str:
    path.chmod(0o600)
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    return digest


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


if __name__ == "__main__":
    sys.exit(main())
