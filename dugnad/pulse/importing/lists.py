"""Which list of an organisation a file is, and who and when a row of it is."""

from __future__ import annotations

from pathlib import Path

from dugnad.pulse.importing.account import NotImported
from dugnad.pulse.importing.acting import Reading
from dugnad.pulse.importing.tables import Row
from dugnad.pulse.importing.times import ZONES, Moment

WORDS = {
    "donations": ("donation", "donor", "gift", "transaction", "fundrais"),
    "attendances": ("attend", "rsvp", "event"),
    "signatures": ("signature", "signer", "petition", "letter"),
    "people": ("people", "person", "activist", "subscriber", "member", "supporter", "contacts"),
}
"""What in the name of a file tells which list it is."""
PERSON = ("email", "email_address", "primary_email", "person_id", "action_network_person_id", "uuid")
BROUGHT_BY = ("recruited_by", "recruiter", "recruiter_email", "brought_by")
TIMES = (
    *("timestamp", "created_at", "created_date", "action_date", "signed_at", "donated_at", "date"),
    *("can2_subscription_date", "subscription_date", "subscribed_at", "joined_at"),
)
ZONED = {f"{name}_{zone.lower()}": zone for name in TIMES for zone in ZONES}
"""“Timestamp (EST)” names the zone of the whole column."""


def list_of(path: Path) -> str:
    """Which of `WORDS` it is, by its name. Raises NotImported where that does not tell."""
    name = path.name.lower()
    for which, words in WORDS.items():
        if any(word in name for word in words):
            return which
    raise NotImported(
        f"{path.name}: is it people, signatures, donations or attendances? Name the file after what it holds."
    )


def person(row: Row, reading: Reading) -> str | None:
    """The name of whom the row is of; None, and counted as left out, where it says nobody."""
    who = row.get(*PERSON).lower()
    if not who:
        reading.tally.leave_out("nobody it could be of", row.place("email"))
        return None
    return reading.names.person(who)


def when(row: Row, names: tuple[str, ...], reading: Reading) -> Moment | None:
    """When it was, by the first of the columns `names` that says so; None, and counted as left out, where none does."""
    for name in names:
        text = row.get(name)
        if text:
            zone = ZONED.get(name)
            return reading.moment(f"{text} {zone}" if zone else text, row.place(name))
    reading.tally.leave_out("no time", row.place(names[0]))
    return None
