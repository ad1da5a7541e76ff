"""A9: a word in every kind of private text, every way by which anything reaches anybody, and six who are outside.

What is looked through is written down in docs/security/canaries.md: a private text without a row, or a way that opens
to somebody outside or closes, fails here until a person has looked at it. All addresses there are, by GET and by POST,
are looked through by the sweep besides (`leaking.py`).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.notify.models import Letter, Notice
from dugnad.people.models import Member
from tests.notify.making import follow, open_office, send, with_address
from tests.seeing.channels import CHANNELS, by_request, of_their_own
from tests.seeing.world import World, make_world

OUTSIDERS = ("stranger", "supporter", "outsider", "applicant", "banned", "operator")
TABLE = Path(__file__).resolve().parents[2] / "docs" / "security" / "canaries.md"
SECTIONS = {Openness.CLOSED: "A closed circle", Openness.HIDDEN: "A hidden circle"}
KNOWN = {
    ("banned", "circle name"): "who is kept out of a circle is told so, by the name they knew",
    ("applicant", "application"): "they wrote it themselves",
    ("applicant", "circle name"): "somebody gave their word for them, so that they can come in",
    ("applicant", "norms"): "and they read what they would agree to",
}


@dataclass
class Told:
    """A world in which everybody was told of everything. `letters` and `log` as they came out of it."""

    world: World
    openness: Openness
    letters: dict[str, str]
    log: str


@pytest.fixture(scope="module", params=SECTIONS)
def told(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Told]:
    heard = _Heard()
    with django_db_blocker.unblock(), transaction.atomic(), open_office() as (office, line):
        logging.getLogger("dugnad").addHandler(heard)
        world = make_world(request.param)
        for role in (*OUTSIDERS, "asker"):
            if role in world.people:
                member = with_address(world.people[role])
                Member.objects.filter(pk=member.pk).update(email=f"{role}@example.org")
            if role != "asker":
                world.client(role)
        Notice.objects.all().delete()
        Letter.objects.all().delete()
        follow(now())
        send(line(), at=now())
        sent: dict[str, str] = {}
        for kept in office.arrived:
            role = kept.to.split("@")[0]
            sent[role] = sent.get(role, "") + kept.raw.decode(errors="replace")
        yield Told(world, request.param, sent, "\n".join(heard.lines))
        logging.getLogger("dugnad").removeHandler(heard)
        transaction.set_rollback(True)


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def reached(told: Told, role: str) -> dict[str, list[tuple[str, str]]]:
    """By channel, everything that came to this role, with what they had asked."""
    asked = by_request(told.world, role)
    found = {channel: asked.get(channel, []) for channel in (*CHANNELS, *asked)}
    for channel, texts in of_their_own(told.world, role).items():
        found[channel] = [*found[channel], *texts]
    inbox = told.world.client(role).get("/inbox/")
    found["inbox"] = [("", inbox.content.decode())] if inbox.status_code == 200 else []
    found["e-mail"] = [("", told.letters[role])] if role in told.letters else []
    found["log"] = [("", told.log)]
    return found


def hits(world: World, found: dict[str, list[tuple[str, str]]]) -> set[tuple[str, str]]:
    """(private text, channel); an answer may repeat what was asked."""
    return {
        (what, channel)
        for channel, texts in found.items()
        for question, text in texts
        for what, mark in world.marks.made.items()
        if mark in text and mark not in question
    }


@pytest.mark.parametrize("role", OUTSIDERS)
def test_nothing_private_reaches_those_outside(told: Told, role: str, db: None) -> None:
    found = reached(told, role)
    assert {one for one in hits(told.world, found) if (role, one[0]) not in KNOWN} == set()
    opened = {channel: "0" if texts else "—" for channel, texts in found.items()}
    assert opened == cells(SECTIONS[told.openness])[role], "docs/security/canaries.md says otherwise"


def cells(section: str) -> dict[str, dict[str, str]]:
    """By role, what the written table says of each channel."""
    found: dict[str, dict[str, str]] = {role: {} for role in OUTSIDERS}
    for channel, *row in rows(section):
        for role, cell in zip(OUTSIDERS, row, strict=True):
            found[role][channel] = cell
    return found


def rows(section: str) -> list[list[str]]:
    """The cells of the table under a heading, without its two first lines."""
    part = TABLE.read_text().split(f"\n## {section}\n")[1].split("\n## ")[0]
    lines = [line for line in part.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_letters_do_leave(told: Told, db: None) -> None:
    """Else there would be nothing to find in them."""
    assert "asker" in told.letters
