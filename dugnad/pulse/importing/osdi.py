"""Lists of an organisation, as Action Network and others that speak OSDI export them: one CSV file, or a folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dugnad.pulse.importing.account import NotImported
from dugnad.pulse.importing.acting import Act, Kind, Reading
from dugnad.pulse.importing.lists import BROUGHT_BY, PERSON, TIMES, ZONED, list_of, person, when
from dugnad.pulse.importing.money import minor
from dugnad.pulse.importing.tables import Row, rows

NOT_GIVEN = ("failed", "refunded", "voided", "canceled", "cancelled", "declined", "pending")
TRUE = ("true", "t", "yes", "1")
BEGINS = ("event_start", "start_date", "start_time", "event_date", "starts_at")
WHO_AND_WHEN = (PERSON, (*TIMES, *ZONED))


def read(path: Path, reading: Reading) -> Iterator[Act]:
    """The acts of each list, one list after the other."""
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    if not files:
        raise NotImported(f"{path.name} holds no CSV file.")
    which = [(file, list_of(file)) for file in files]
    for file, kind in which:
        currency = ""
        needs = (*WHO_AND_WHEN, ("amount",)) if kind == "donations" else WHO_AND_WHEN
        for row in rows(file, reading, needs=needs):
            if kind == "donations":
                currency = currency or row.get("currency").upper()
            act = _act(kind, row, currency, reading)
            if act is not None:
                yield act


def _act(kind: str, row: Row, currency: str, reading: Reading) -> Act | None:
    if kind == "donations" and not _given(row, reading):
        return None
    who = person(row, reading)
    at = when(row, (*TIMES, *ZONED), reading) if who else None
    if who is None or at is None:
        return None
    if kind == "people":
        return _listed(row, Act(at.at, who, "listed", "token"), reading)
    if kind == "signatures":
        return Act(at.at, who, "signed", "token", object=_of("petition", row, reading))
    if kind == "attendances":
        return _there(row, Act(at.at, who, "coming", "token", object=_of("event", row, reading)), reading)
    return _gift(row, Act(at.at, who, "gave", "give", object=_of("page", row, reading)), currency, reading)


def _of(kind: str, row: Row, reading: Reading) -> str:
    """What it was, under a name that tells nobody what it was called; without a title, the file is one thing."""
    return reading.names.thing(kind, row.get("title", "action", kind, "event_title", "petition_title") or row.file)


def _listed(row: Row, act: Act, reading: Reading) -> Act:
    """A joining only where the list has a column for who brought whom: else nobody would seem to be brought."""
    column = next((name for name in BROUGHT_BY if name in row.cells), None)
    if column is None:
        return act
    by = row.cells[column].lower()
    return act._replace(verb="joined", toward=reading.names.person(by) if by else None)


def _there(row: Row, act: Act, reading: Reading) -> Act | None:
    """Saying that one comes is a click; only who was there was there."""
    if row.get("status").lower() in ("declined", "cancelled", "canceled"):
        return act._replace(verb="coming-not")
    if row.get("attended").lower() not in TRUE:
        return act
    if not any(row.get(name) for name in BEGINS):
        reason = "was there, at the time they signed up: the hour of the event is not told"
        reading.tally.change(reason, row.place("attended"))
        return act._replace(verb="was-there", effort="work")
    began = when(row, BEGINS, reading)
    return None if began is None else act._replace(at=began.at, verb="was-there", effort="work")


def _given(row: Row, reading: Reading) -> bool:
    status = row.get("status", "donation_status").lower()
    if status in NOT_GIVEN or row.get("voided").lower() in TRUE:
        reading.tally.leave_out("a gift that failed, waits, or was given back", row.place("status"))
        return False
    amount = minor(row.get("amount"), row.get("currency").upper())
    if amount is not None and amount <= 0:
        reading.tally.leave_out("a gift of nothing", row.place("amount"))
        return False
    return True


def _gift(row: Row, act: Act, currency: str, reading: Reading) -> Act:
    own = row.get("currency").upper()
    amount = minor(row.get("amount"), own)
    if amount is None:
        reading.tally.change("a gift whose amount cannot be read: it counts, without its amount", row.place("amount"))
    elif own != currency:
        amount = None
        reason = "a gift in another currency than the first: it counts, without its amount"
        reading.tally.change(reason, row.place("currency"))
    return act._replace(amount=amount)


OSDI = Kind(
    "osdi",
    read,
    shows=(
        "How many of those on the list ever signed, gave or came, how unequally, and how long they go on: the way "
        "from a click to a gift or to being there.",
    ),
    cannot=(
        "People helping each other: it is the organisation's list, and everybody in it stands beside the "
        "organisation and not beside each other. Nothing is told of help, answers or ties.",
        "Who brought whom, unless the list has a column recruited_by: a referrer is a website, a source a link.",
        "Without the list of all people, those who did nothing are missing, and too many seem to act.",
        "Saying that one comes is a click here. Only a column “attended” tells who was there.",
        "Gifts and work elsewhere. A gift to two recipients may stand there twice, one paid monthly as many.",
        "One person with two addresses is two people here.",
    ),
)
