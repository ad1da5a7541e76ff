"""Imports a file of another platform as a table of acts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from dugnad.pulse.importing.account import Account, NotImported
from dugnad.pulse.importing.acting import Kind, Progress, Reading
from dugnad.pulse.importing.discourse import DISCOURSE
from dugnad.pulse.importing.mbox import MBOX
from dugnad.pulse.importing.messages import MESSAGES
from dugnad.pulse.importing.names import Names
from dugnad.pulse.importing.osdi import OSDI
from dugnad.pulse.importing.polis import POLIS
from dugnad.pulse.importing.writing import write

ALL = {kind.name: kind for kind in (DISCOURSE, MBOX, MESSAGES, OSDI, POLIS)}
KINDS = tuple(ALL)


def imported(
    kind: str,
    file: Path,
    out: Path,
    *,
    now: datetime | None = None,
    progress: Progress | None = None,
    key: bytes | None = None,
) -> Account:
    """Read `file` as a `kind` and write its acts to `out`, Parquet or CSV by its ending.

    Acts after `now` (aware; by default this moment) are left out. People get names that lead nowhere; `key` makes them
    the same again, for tests. Raises NotImported, and then nothing was written.
    """
    chosen = ALL.get(kind)
    if chosen is None:
        raise NotImported(f"There is no kind “{kind}”: it is one of {', '.join(KINDS)}.")
    if not file.exists():
        raise NotImported(f"{file} is not there.")
    if out.resolve() == file.resolve():
        raise NotImported(f"{out}: the table would take the place of the file it is made from.")
    reading = Reading(now or datetime.now(UTC), Names(key))
    if progress is not None:
        reading.progress = progress
    acts = chosen.read(file, reading)
    return write(acts, out, numbered=chosen.numbered, told=lambda count: _account(chosen, file, out, reading, count))


def _account(kind: Kind, file: Path, out: Path, reading: Reading, written: int) -> Account:
    return Account(
        kind=kind.name,
        file=file.name,
        out=out.name,
        read=reading.tally.read,
        written=written,
        people=reading.names.people,
        left_out=reading.tally.left_out,
        changed=reading.tally.changed,
        circles=reading.names.circles,
        shows=kind.shows,
        cannot=kind.cannot,
    )
