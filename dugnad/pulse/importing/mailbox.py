"""The heads of the messages of an mbox file. Their bodies are passed over and never kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dugnad.pulse.importing.account import NotImported
from dugnad.pulse.importing.acting import Reading
from dugnad.pulse.importing.opening import lines

BEGINS = re.compile(rb"From .*\b\d\d:\d\d\b.*\d{4}\s*$")
"""A message begins with the sender and the time of delivery (RFC 4155); a sentence that begins with From does not."""
DELIVERED = re.compile(r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) .*")
LONGEST_HEAD = 256 * 1024
WANTED = {
    *("from", "date", "message-id", "in-reply-to", "references", "list-id", "list-post", "auto-submitted"),
    *("reply-to", "x-original-from"),
}


@dataclass(frozen=True)
class Head:
    """What stands above the text of a message that begins on `line`: its headers by name, each the first time."""

    line: int
    delivered: str
    fields: dict[str, str]

    def get(self, name: str) -> str:
        """A header; "" where there is none."""
        return self.fields.get(name, "")


def heads(path: Path, reading: Reading) -> Iterator[Head]:
    """The heads of all messages, each counted as read. Raises NotImported where the file is no mbox."""
    block: list[bytes] = []
    begun, size, above, inside = 0, 0, True, False
    for number, line in enumerate(lines(path, reading), 1):
        if above and BEGINS.match(line):
            if block:
                yield _head(begun, block)
            block, begun, size, inside = [line], number, 0, True
            reading.tally.read += 1
        elif not block and line.strip():
            raise NotImported(f"{path.name}, row {number}: an mbox begins with “From ”, a sender and a date.")
        elif inside:
            size += len(line)
            inside = bool(line.strip()) and size <= LONGEST_HEAD
            block.append(line)
        above = not line.strip()
    if block:
        yield _head(begun, block)


def _head(number: int, block: list[bytes]) -> Head:
    fields: dict[str, str] = {}
    name = ""
    for raw in block[1:]:
        line = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        if line[:1] in (" ", "\t"):
            if name:
                fields[name] += " " + line.strip()
            continue
        found, colon, rest = line.partition(":")
        name = found.strip().lower()
        if not colon or name not in WANTED or name in fields:
            name = ""
            continue
        fields[name] = rest.strip()
    delivered = DELIVERED.search(block[0].decode("utf-8", "surrogateescape"))
    return Head(number, delivered[0].strip() if delivered else "", fields)
