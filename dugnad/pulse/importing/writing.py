"""Writes acts as Parquet or CSV, by the ending, in batches: the file is there whole, or not at all."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from dugnad.pulse.importing.account import Account, NotImported
from dugnad.pulse.importing.acting import Act

BATCH = 50_000
ENDINGS = (".parquet", ".csv")
WORD = pa.dictionary(pa.int16(), pa.string())
TYPES = {
    "at": pa.timestamp("us", tz="UTC"),
    "actor": pa.string(),
    "verb": WORD,
    "effort": WORD,
    "relation": WORD,
    "toward": pa.string(),
    "circle": pa.string(),
    "cause": pa.int64(),
    "object": pa.string(),
    "amount": pa.int64(),
    "id": pa.int64(),
}
"""Columns of the table of acts, in its order (`dugnad.pulse.acts.schema`)."""

Told = Callable[[int], Account]
"""The account, once it is known how many acts there are."""


def write(acts: Iterable[Act], out: Path, *, numbered: bool, told: Told) -> Account:
    """Write all `acts` to `out`, readable by its owner alone, and return what `told` makes of their number.

    Without `numbered` there is no column `id`. A Parquet file holds the account too, under `dugnad.imported`; beside a
    CSV it is written as OUT.account.json. Raises NotImported where that is impossible, or there are none.
    """
    if out.suffix.lower() not in ENDINGS:
        raise NotImported(f"{out.name}: a table of acts ends in {' or '.join(ENDINGS)}.")
    columns = list(TYPES) if numbered else list(TYPES)[:-1]
    try:
        with _fresh(out) as fresh:
            if out.suffix.lower() == ".csv":
                return _csv(acts, fresh, columns, told, Path(f"{out}.account.json"))
            return _parquet(acts, fresh, columns, told)
    except OSError as error:
        raise NotImported(f"{out.name} cannot be written: {error.strerror}.") from None


@contextmanager
def _fresh(out: Path) -> Iterator[Path]:
    """A file beside `out` that takes its place at the end, and is gone when that is not reached."""
    fresh = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        fresh.touch(mode=0o600)
        yield fresh
        fresh.replace(out)
    finally:
        fresh.unlink(missing_ok=True)


def _parquet(acts: Iterable[Act], fresh: Path, columns: list[str], told: Told) -> Account:
    schema = pa.schema([(name, TYPES[name]) for name in columns], metadata={"dugnad": "acts 1"})
    count, rest = 0, iter(acts)
    with pq.ParquetWriter(fresh, schema, compression="zstd") as writer:
        while batch := list(islice(rest, BATCH)):
            count += len(batch)
            arrays = [pa.array([getattr(act, name) for act in batch], TYPES[name]) for name in columns]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
        account = _some(told(count))
        writer.add_key_value_metadata({"dugnad.imported": _plain(account)})
    return account


def _csv(acts: Iterable[Act], fresh: Path, columns: list[str], told: Told, beside: Path) -> Account:
    count = 0
    with fresh.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for count, act in enumerate(acts, 1):  # noqa: B007  # how many there were is asked for below
            writer.writerow([act.at.isoformat(), *(getattr(act, name) for name in columns[1:])])
    account = _some(told(count))
    beside.write_text(_plain(account), encoding="utf-8")
    return account


def _some(account: Account) -> Account:
    """The account, unless nothing was there to write."""
    if account.written:
        return account
    why = "; ".join(f"{part.count}: {part.reason} ({part.places[0]})" for part in account.left_out)
    raise NotImported(f"{account.file}: no act in it. " + (f"Left out: {why}." if why else "It is empty."))


def _plain(account: Account) -> str:
    """What goes with the acts. Names of circles are not in it."""
    parts = {"left_out": account.left_out, "changed": account.changed}
    told = {name: [{"reason": part.reason, "count": part.count} for part in of] for name, of in parts.items()}
    plain = {"kind": account.kind, "shows": account.shows, "cannot": account.cannot, "read": account.read}
    return json.dumps({**plain, **told}, ensure_ascii=False)
