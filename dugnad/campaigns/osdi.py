"""People as Action Network and others export them: its CSV of people, and the people resource of OSDI as JSON.

OSDI (Open Supporter Data Interface) 1.1: a person has `given_name`, `family_name`, `languages_spoken`, and lists of
`email_addresses` (`address`, `primary`, `status`) and `postal_addresses` (`locality`). A page of a collection has them
in `_embedded`, under `osdi:people`. Of the statuses only `subscribed` lets anybody write.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from dugnad.campaigns.list_columns import MOST_ROWS, guess, language_of, reading, table
from dugnad.campaigns.list_rows import Found, Person, Rows, Without, Wrong, day_of, is_yes, name_of
from dugnad.kit.refusal import Refused
from dugnad.people.addresses import read

NEEDED = ("email", "consent")
STATUS = "can2_subscription_status"


@dataclass(frozen=True)
class Export:
    """What a file held: how to read it, and how many say they subscribe in which words (`status`)."""

    rows: Rows
    status: str


def opened(text: str, *, agreed_on: datetime | None, at: datetime) -> Export:
    """The export in `text`, JSON or CSV. `agreed_on` holds for those without a date of their own.

    Raises `Refused` for what is neither.
    """
    if text.lstrip()[:1] in {"{", "["}:
        people = _people(text)
        return Export(lambda: _from_json(people, agreed_on, at), "email_addresses.status: subscribed")
    sheet = table(text)
    columns = guess(sheet.heading)
    if any(field not in columns for field in NEEDED):
        raise Refused(_("This is no export of people: it lacks a column “email” or “can2_subscription_status”."))
    named = sheet.heading[columns["consent"]]
    return Export(reading(sheet, columns, agreed_on=agreed_on, at=at), f"{named}: subscribed")


def _people(text: str) -> list[Mapping[str, Any]]:
    try:
        told = json.loads(text)
    except ValueError:
        told = [_line(number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    people = list(_found(told))
    if not people:
        raise Refused(_("There are no people in this file."))
    if len(people) > MOST_ROWS:
        raise Refused(_("This list has more than 100,000 rows. Divide it, and bring in one part at a time."))
    return people


def _line(number: int, line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError as error:
        raise Refused(_("Line %(row)d is no JSON.") % {"row": number}) from error


def _found(told: Any) -> Iterator[Mapping[str, Any]]:
    """People, wherever they are: one, a list of them, or pages of a collection."""
    if isinstance(told, list):
        for one in told:
            yield from _found(one)
    elif isinstance(told, Mapping):
        inside = told.get("_embedded")
        if isinstance(inside, Mapping) and "osdi:people" in inside:
            yield from _found(inside["osdi:people"])
        else:
            yield told


def _from_json(people: list[Mapping[str, Any]], agreed_on: datetime | None, at: datetime) -> Iterator[Found]:
    for number, person in enumerate(people, start=1):
        try:
            yield _person(number, person, agreed_on, at)
        except _Wrong as wrong:
            yield Wrong(number, wrong.column, wrong.reason)


class _Wrong(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(column)
        self.column, self.reason = column, reason


def _person(number: int, person: Mapping[str, Any], agreed_on: datetime | None, at: datetime) -> Person | Without:
    email = _primary(person.get("email_addresses"))
    column = "email_addresses"
    try:
        address = read(str(email.get("address") or ""))
        if not is_yes(str(email.get("status") or "")):
            return Without(number, address.mailbox)
        column = "given_name"
        name = name_of(str(person.get("given_name") or ""), str(person.get("family_name") or ""))
        column = "created_date"
        day = str(person.get("created_date") or "")
        agreed_at = day_of(day, at=at) if day else agreed_on
    except Refused as refused:
        raise _Wrong(column, str(refused.reason)) from refused
    if agreed_at is None:
        raise _Wrong("created_date", _("It does not say when."))
    place = str(_primary(person.get("postal_addresses")).get("locality") or "")[:120]
    spoken = person.get("languages_spoken")
    language = language_of(str(spoken[0]) if isinstance(spoken, list) and spoken else "")
    return Person(number, address.to, address.mailbox, name, place, language, agreed_at)


def _primary(several: Any) -> Mapping[str, Any]:
    """The one that says it is the first, else the first that subscribes, else the first."""
    found = [one for one in several if isinstance(one, Mapping)] if isinstance(several, list) else []
    first = [one for one in found if one.get("primary") is True]
    return next(iter([*first, *found]), {})
