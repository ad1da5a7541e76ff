"""Votes of a Polis conversation: `votes.csv` of its export, or the folder that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dugnad.pulse.importing.acting import Act, Kind, Reading
from dugnad.pulse.importing.tables import Row, rows

NEEDS = (("timestamp",), ("comment_id",), ("voter_id",), ("vote",))
VOTES = {"1", "-1", "0"}
AGAIN = "a vote that the same person changed later: the last one counts"


def read(path: Path, reading: Reading) -> Iterator[Act]:
    """One act for each person and statement: their last vote, when it was given. Those in memory are 0.3 kB each."""
    votes = path / "votes.csv" if path.is_dir() else path
    last: dict[tuple[str, str], tuple[int, Act]] = {}
    for row in rows(votes, reading, needs=NEEDS):
        act = _vote(row, reading)
        if act is None:
            continue
        cell = row.cells["voter_id"], row.cells["comment_id"]
        before = last.get(cell)
        if before is not None:
            older = row.number if act.at < before[1].at else before[0]
            reading.tally.leave_out(AGAIN, f"{row.file}, row {older}")
        if before is None or act.at >= before[1].at:
            last[cell] = row.number, act
    yield from (act for _, act in sorted(last.values(), key=lambda one: (one[1].at, one[0])))


def _vote(row: Row, reading: Reading) -> Act | None:
    if row.cells["vote"] not in VOTES:
        reading.tally.leave_out("a vote that is none of 1, -1 and 0", row.place("vote"))
        return None
    for column in ("voter_id", "comment_id"):
        if not row.cells[column]:
            reading.tally.leave_out("a vote without its voter or its statement", row.place(column))
            return None
    given = reading.moment(row.cells["timestamp"], row.place("timestamp"))
    if given is None:
        return None
    number = row.cells["comment_id"]
    statement = f"statement-{number}" if number.isdecimal() else reading.names.thing("statement", number)
    return Act(given.at, reading.names.person(row.cells["voter_id"]), "voted", "voice", "decides", object=statement)


POLIS = Kind(
    "polis",
    read,
    shows=(
        "How many votes people gave, and how unequally; how long they stayed; when many voted at once. Passing on a "
        "statement is a vote.",
    ),
    cannot=(
        "How they voted: agreeing, disagreeing and passing look the same in acts. Where a group agrees is asked of an "
        "opinion map, not of the pulse.",
        "People who looked and did not vote are not in the file, so everybody in it has acted.",
        "How many votes somebody gave hangs on how many statements they were shown, and those came in over time.",
        "Nobody is helped, asked or brought in a vote: nothing is told of help, answers, joinings or gifts.",
        "Who wrote the statements: their numbers are not those of the voters in every export.",
    ),
)
