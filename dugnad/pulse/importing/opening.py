"""Opens files of others line by line, packed with gzip or not, without ever holding more than a line."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dugnad.pulse.importing.account import NotImported
from dugnad.pulse.importing.acting import Reading

LONGEST = 16 * 1024 * 1024
"""Bytes of the longest line that is read."""
SOMETIMES = 1000
"""Lines between two words about how far it has come."""
OTHERS = {
    b"PK\x03\x04": "packed, or a spreadsheet: unpack it, or save the sheet as CSV",
    b"\xff\xfe": "in UTF-16: save it as UTF-8",
    b"\xfe\xff": "in UTF-16: save it as UTF-8",
    b"PAR1": "Parquet: it is a table already",
    b"%PDF": "a PDF",
}


def lines(path: Path, reading: Reading) -> Iterator[bytes]:
    """The lines of `path`, each with its end. Raises NotImported where it cannot be read."""
    try:
        with path.open("rb") as raw:
            size = path.stat().st_size
            for number, line in enumerate(_each(path, raw), 1):
                if number % SOMETIMES == 0:
                    reading.progress(raw.tell(), size)
                yield line
            reading.progress(size, size)
    except (OSError, EOFError, zlib.error) as error:
        # A packed file that ends too early has no strerror.
        reason = getattr(error, "strerror", None) or "it is damaged or cut off"
        raise NotImported(f"{path.name} cannot be read: {reason}.") from None


def _each(path: Path, raw: BinaryIO) -> Iterator[bytes]:
    begins = raw.read(4)
    raw.seek(0)
    for sign, what in OTHERS.items():
        if begins.startswith(sign):
            raise NotImported(f"{path.name} is {what}.")
    file = gzip.GzipFile(fileobj=raw) if begins.startswith(b"\x1f\x8b") else raw
    while line := file.readline(LONGEST):
        if len(line) == LONGEST:
            raise NotImported(f"{path.name} has a line of more than {LONGEST // 2**20} MB: it is no text.")
        yield line
