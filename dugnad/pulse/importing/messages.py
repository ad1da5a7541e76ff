"""Private messages: one line each, `src dst time`, as in the networks of the Stanford Network Analysis Project."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dugnad.pulse.importing.acting import Act, Kind, Reading
from dugnad.pulse.importing.opening import lines

HEADINGS = {b"src", b"source", b"from", b"#"}


def read(path: Path, reading: Reading) -> Iterator[Act]:
    """A message is words from one person to another, and nothing more is known of it."""
    for number, line in enumerate(lines(path, reading), 1):
        parts = line.replace(b",", b" ").split()
        if not parts or parts[0].startswith((b"#", b"%")) or (number == 1 and parts[0].lower() in HEADINGS):
            continue
        reading.tally.read += 1
        place = f"{path.name}, row {number}"
        if len(parts) != 3:
            reading.tally.leave_out("not three words: who, to whom, when", place)
            continue
        written = reading.moment(parts[2].decode("utf-8", "surrogateescape"), f"{place}, column time")
        if written is None:
            continue
        who, whom = (part.decode("utf-8", "surrogateescape") for part in parts[:2])
        if who == whom:
            reading.tally.leave_out("a message to oneself", place)
            continue
        yield Act(written.at, reading.names.person(who), "wrote-to", "voice", toward=reading.names.person(whom))


MESSAGES = Kind(
    "messages",
    read,
    shows=(
        "How many write, and how unequally; how much hangs on a few writers; how long people go on writing; when many "
        "write at once.",
    ),
    cannot=(
        "What was said: a message is neither help nor an ask here, so nothing is told of answers, of help that was "
        "returned, or of anybody left alone.",
        "People who read and never wrote or were written to are not in the file, so more seem to act than do.",
        "Who came when and through whom, and gifts, are not in the file.",
    ),
)
