"""All rows of a table of acts, as one expression, whatever files they stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlparse

import ibis
from ibis.backends import BaseBackend
from ibis.expr.types import Table, Value

from dugnad.pulse.acts.converting import amount_of, converted, text_of
from dugnad.pulse.acts.left_out import Row, Why
from dugnad.pulse.acts.micros import micros
from dugnad.pulse.acts.opening import CSV, files_of
from dugnad.pulse.acts.parquet import Kind, kinds_in
from dugnad.pulse.acts.scanning import scanned
from dugnad.pulse.acts.schema import NAMES
from dugnad.pulse.acts.spreadsheet import read_text

TEXTS = tuple(name for name in NAMES if name not in {"at", "amount"})
CONVERTED = "converted"


@dataclass(frozen=True, eq=False)
class Rows:
    """`table` has `file` and `row`, where each stands; `at`, microseconds since 1970; `amount`; `wrong`, or null; and
    all other columns of the schema as text, null where they are empty. `files` are those that were named.
    """

    table: Table
    files: tuple[Path, ...]
    read: Mapping[Path, Path]
    """The files that are scanned, and of which file they were made."""
    has_ids: bool

    def row(self, file: str, number: int) -> Row:
        """A row as people know it."""
        path = Path(unquote(urlparse(file).path) if file.startswith("file:") else file)
        return Row(self.read.get(path, path).name, number)


def rows_of(path: Path, *, backend: BaseBackend, local: BaseBackend, folder: Path) -> Rows:
    """The rows of the file or folder at `path`, to be scanned by `backend`.

    What stands there as text is brought into `folder` by `local`, a DuckDB, first. Raises `Unreadable`.
    """
    files = files_of(path.resolve())
    groups: dict[tuple[tuple[str, Kind], ...], list[Path]] = defaultdict(list)
    read: dict[Path, Path] = {}
    for number, file in enumerate(files):
        kinds = {} if file.suffix == CSV else kinds_in(file)
        if file.suffix == CSV or kinds["at"].kind == "text":
            text, first = (read_text(file), 2) if file.suffix == CSV else (text_of(file), 1)
            target = converted(local, text, folder / f"{CONVERTED}-{number}.parquet", first_row=first)
            read[target] = file
            kinds = kinds_in(target) | {CONVERTED: Kind("text", "")}
        else:
            target = file
            read[file] = file
        groups[tuple(sorted(kinds.items()))].append(target)
    tables = [_one_shape(backend, paths, dict(kinds)) for kinds, paths in groups.items()]
    has_ids = all("id" in dict(kinds) for kinds in groups)
    return Rows(ibis.union(*tables) if len(tables) > 1 else tables[0], files, read, has_ids)


def _one_shape(backend: BaseBackend, paths: Sequence[Path], kinds: Mapping[str, Kind]) -> Table:
    """Files that have the same columns."""
    table = scanned(backend, paths)
    at = table.at
    # Times in nanoseconds come from Spark as whole numbers.
    time = at // 1000 if at.type().is_integer() else micros(backend, at.cast("timestamp('UTC')"))
    texts = {name: table[name].cast("string").nullif("") if name in kinds else ibis.null("string") for name in TEXTS}
    amount, is_whole = _amount(table) if "amount" in kinds else (ibis.null("int64"), ibis.literal(True))
    is_converted = CONVERTED in kinds
    unreadable = ibis.ifelse(is_whole, ibis.null("string"), Why.UNREADABLE_AMOUNT.value)
    return table.select(
        file=table.filename,
        row=table["row"] if is_converted else table.file_row_number + 1,
        at=time,
        amount=amount,
        wrong=table.wrong if is_converted else unreadable,
        **texts,
    )


def _amount(table: Table) -> tuple[Value, Value]:
    """A whole number, and whether it is one or is not there."""
    amount = table.amount
    if amount.type().is_signed_integer():
        return amount.cast("int64"), ibis.literal(True)
    return amount_of(amount.cast("string"))
