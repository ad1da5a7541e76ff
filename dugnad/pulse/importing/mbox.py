"""Mailing lists: an mbox file of messages, packed or not."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from dugnad.pulse.importing.acting import Act, Kind, Reading
from dugnad.pulse.importing.mailbox import Head, heads
from dugnad.pulse.importing.senders import sender
from dugnad.pulse.importing.threads import NONE, Threads
from dugnad.pulse.importing.times import EPOCH, Moment, NoTime, moment

SECOND = timedelta(seconds=1)
ELSEWHERE = "an answer to a message that is not in the file: toward nobody"


def read(path: Path, reading: Reading) -> Iterator[Act]:
    """One act for each message, by time. Memory: about 700 bytes a message, whatever its length."""
    threads, times, lines = Threads(), array("q"), array("q")
    people: list[str] = []
    circles: list[str | None] = []
    for head in heads(path, reading):
        place = f"{path.name}, row {head.line}"
        who = _person(head, reading, place)
        written = _written(head, reading, place) if who else None
        if written is None:
            continue
        if not threads.add(head.get("message-id"), head.get("in-reply-to"), head.get("references")):
            reading.tally.leave_out("a message that is in the file twice", place)
            continue
        times.append((written.at - EPOCH) // SECOND)
        lines.append(head.line)
        people.append(reading.names.person(who))
        circles.append(_circle(head, reading))
    roots = threads.roots()
    for number in sorted(range(len(times)), key=lambda one: (times[one], one)):
        before = threads.parent(number)
        if before == NONE and threads.answers(number):
            reading.tally.change(ELSEWHERE, f"{path.name}, row {lines[number]}")
        toward = None if before == NONE or people[before] == people[number] else people[before]
        yield Act(
            EPOCH + times[number] * SECOND,
            people[number],
            "replied" if threads.answers(number) else "wrote",
            "voice",
            toward=toward,
            circle=circles[number],
            cause=None if before == NONE else before + 1,
            object=reading.names.thing("thread", str(roots[number])),
            id=number + 1,
        )


def _person(head: Head, reading: Reading, place: str) -> str:
    """The address of the sender; "", and counted, where no person wrote it or none can be told."""
    if head.get("auto-submitted").lower() not in ("", "no"):
        reading.tally.leave_out("written by a machine (Auto-Submitted)", place)
        return ""
    who = sender(head)
    if not who:
        reading.tally.leave_out("no sender that can be told from the list itself", f"{place}, column From")
    return who


def _written(head: Head, reading: Reading, place: str) -> Moment | None:
    """When it was written; where its date says nothing, when it was delivered."""
    try:
        return _doubted(moment(head.get("date"), reading.now), reading, place)
    except NoTime as reason:
        try:
            found = moment(head.delivered, reading.now)
        except NoTime:
            reading.tally.leave_out(str(reason), f"{place}, column Date")
            return None
        reading.tally.change(f"{reason}: the time of delivery instead", f"{place}, column Date")
        return found


def _doubted(found: Moment, reading: Reading, place: str) -> Moment:
    if found.doubt:
        reading.tally.change(found.doubt, f"{place}, column Date")
    return found


def _circle(head: Head, reading: Reading) -> str | None:
    name = head.get("list-id")
    return reading.names.circle(name.rpartition("<")[2].rstrip("> ").lower() or name) if name else None


MBOX = Kind(
    "mbox",
    read,
    shows=(
        "How many write, and how unequally; how much hangs on a few writers; how long people go on writing; when many "
        "write at once; who replies to whom.",
    ),
    cannot=(
        "Whether a message asks or helps: that stands in its words, which are not read. A reply is words toward "
        "somebody, no more, so nothing is told of answers, help returned, or anybody left alone.",
        "People who read and never wrote are not in the file: how few take part cannot be told from it.",
        "One person with two addresses is two people here, and letters beside the list are not in it.",
        "Who came when and through whom, and gifts, are not in the file.",
    ),
    numbered=True,
)
