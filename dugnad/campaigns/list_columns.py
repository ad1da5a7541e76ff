"""Which column of a table holds what, and reading it so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.campaigns.list_rows import Found, Person, Rows, Without, Wrong, day_of, is_yes, name_of
from dugnad.kit.folding import fold
from dugnad.kit.refusal import Refused
from dugnad.kit.spreadsheets import NoTable, delimiter_of, rows
from dugnad.people.addresses import read

T = TypeVar("T")
FIELDS = {
    "email": gettext_lazy("E-mail"),
    "consent": gettext_lazy("Agreed to be written to"),
    "date": gettext_lazy("Agreed on"),
    "name": gettext_lazy("Name"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "place": gettext_lazy("Place"),
    "language": gettext_lazy("Language"),
}
KNOWN_AS = {
    "email": "e-mail|email|email address|e-mail address|mail|epost|e-post|e-postadress|mejl",
    "consent": "consent|agreed|opt-in|opt in|optin|newsletter|subscribed|samtycke|nyhetsbrev|can2_subscription_status"
    "|subscription status|email status",
    "date": "consent date|agreed on|opt-in date|subscribed at|signup date|samtyckesdatum|datum"
    "|can2_subscription_date|created date|date",
    "name": "name|full name|namn",
    "first_name": "first name|first_name|given name|given_name|förnamn",
    "last_name": "last name|last_name|family name|family_name|surname|efternamn",
    "place": "place|city|town|ort|stad|kommun|postort|can2_user_city",
    "language": "language|språk|languages spoken",
}
MOST_ROWS = 100_000
MOST_COLUMNS = 200


@dataclass(frozen=True)
class Table:
    """A list as text. `heading` is its first row that is not empty."""

    text: str
    delimiter: str
    heading: tuple[str, ...]


def table(text: str) -> Table:
    """What was sent, as a table. Raises `Refused` when it is none, or too large."""
    delimiter = delimiter_of(text)
    try:
        first = next(rows(text, delimiter), None)
    except NoTable as error:
        raise Refused(_("This cannot be read as a table. Save it as CSV and try again.")) from error
    if first is None:
        raise Refused(_("There is nothing in this file."))
    if len(first[1]) > MOST_COLUMNS:
        raise Refused(_("This table has more than 200 columns. Keep those that are needed."))
    return Table(text, delimiter, tuple(cell.strip()[:80] for cell in first[1]))


def guess(heading: Sequence[str]) -> dict[str, int]:
    """Which column probably holds what, by its name: number of the column, from 0, by field."""
    folded = [fold(cell) for cell in heading]
    found: dict[str, int] = {}
    for field, names in KNOWN_AS.items():
        for name in names.split("|"):
            if fold(name) in folded:
                found[field] = folded.index(fold(name))
                break
    return found


def reading(of: Table, columns: Mapping[str, int], *, agreed_on: datetime | None, at: datetime) -> Rows:
    """How to read `of` with these columns. `agreed_on` holds for rows without a date of their own."""

    def read_all() -> Iterator[Found]:
        reader = _Reader(of, columns, agreed_on, at)
        try:
            for count, (number, row) in enumerate(rows(of.text, of.delimiter)):
                if count > MOST_ROWS:
                    raise Refused(
                        _("This list has more than 100,000 rows. Divide it, and bring in one part at a time.")
                    )
                if count:
                    yield reader.found(number, row)
        except NoTable as error:
            raise Refused(_("Row %(row)d cannot be read as a row of a table.") % {"row": error.row}) from error

    return read_all


class _Cell(Exception):
    """A cell that cannot be right."""

    def __init__(self, field: str, refused: Refused) -> None:
        super().__init__(field)
        self.field, self.reason = field, str(refused.reason)


class _Reader:
    """Makes of a row what it says."""

    def __init__(self, of: Table, columns: Mapping[str, int], agreed_on: datetime | None, at: datetime) -> None:
        self._heading, self._columns, self._agreed_on, self._at = of.heading, columns, agreed_on, at
        self._days: dict[str, datetime] = {}

    def found(self, number: int, row: Sequence[str]) -> Found:
        """What stands there."""
        try:
            return self._person(number, row)
        except _Cell as wrong:
            column = self._columns.get(wrong.field, -1)
            name = self._heading[column] if 0 <= column < len(self._heading) else str(FIELDS[wrong.field])
            return Wrong(number, name, wrong.reason)

    def _person(self, number: int, row: Sequence[str]) -> Person | Without:
        email = self._cell(row, "email")
        with_address = _or_wrong("email", lambda: read(email))
        if not _or_wrong("consent", lambda: is_yes(self._cell(row, "consent"))):
            return Without(number, with_address.mailbox)
        names = [self._cell(row, field) for field in ("name", "first_name", "last_name")]
        return Person(
            row=number,
            to=with_address.to,
            mailbox=with_address.mailbox,
            name=_or_wrong("name", lambda: name_of(names[0] or " ".join(names[1:]))),
            place=self._cell(row, "place")[:120],
            language=language_of(self._cell(row, "language")),
            agreed_at=_or_wrong("date", lambda: self._day(self._cell(row, "date"))),
        )

    def _cell(self, row: Sequence[str], field: str) -> str:
        column = self._columns.get(field, -1)
        return row[column].strip() if 0 <= column < len(row) else ""

    def _day(self, said: str) -> datetime:
        if not said and self._agreed_on:
            return self._agreed_on
        if not said:
            raise Refused(_("It does not say when."))
        if said not in self._days:
            if len(self._days) > 5_000:
                self._days.clear()
            self._days[said] = day_of(said, at=self._at)
        return self._days[said]


def _or_wrong(field: str, make: Callable[[], T]) -> T:
    try:
        return make()
    except Refused as refused:
        raise _Cell(field, refused) from refused


def language_of(said: str) -> str:
    """One of ours, by its code (“sv”, “sv-SE”) or name; else that of the installation."""
    code = said.strip().lower().replace("_", "-").partition("-")[0]
    by_name = {"swedish": "sv", "svenska": "sv", "english": "en", "engelska": "en"}
    code = by_name.get(code, code)
    return code if code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
