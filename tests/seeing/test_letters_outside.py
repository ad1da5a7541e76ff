"""A9, where nobody looks at a page: notices and letters to those outside, and what is written into the log.

What is answered over the network, of whatever kind and at every address, is looked through by the sweep (`leaking.py`);
what search and links lead to by `test_canary.py`; pushes have no content (`tests/notify/test_pushing.py`); streams are
for those who may open the page (`tests/live`).
"""

from __future__ import annotations

import logging

import pytest

from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.notify.models import Letter, Notice
from dugnad.people.models import Member
from tests.notify.making import follow, open_office, send, with_address
from tests.seeing.world import World, make_world

OUTSIDE = ("outsider", "banned", "operator")


@pytest.mark.parametrize("openness", [Openness.CLOSED, Openness.HIDDEN])
def test_letters_notices_and_logs_hold_nothing(db: None, openness: Openness, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), open_office() as (office, line):
        world = make_world(openness)
        for role in (*OUTSIDE, "asker"):
            member = with_address(world.people[role])
            Member.objects.filter(pk=member.pk).update(email=f"{role}@example.org")
        Notice.objects.all().delete()
        Letter.objects.all().delete()
        follow(now())
        send(line(), at=now())
        written = {role: inbox_of(world, role) for role in OUTSIDE}
        letters = "".join(
            kept.raw.decode(errors="replace") for kept in office.arrived if kept.to.split("@")[0] in OUTSIDE
        )
    assert any(kept.to == "asker@example.org" for kept in office.arrived), "letters do leave"
    assert {role: found for role, text in written.items() if (found := marks_in(text, world, openness))} == {}
    assert marks_in(letters, world, openness) == set()
    told = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("dugnad"))
    assert marks_in(told, world, openness) == set()


def inbox_of(world: World, role: str) -> str:
    """What stands there."""
    return world.client(role).get("/inbox/").content.decode()


def marks_in(text: str, world: World, openness: Openness) -> set[str]:
    """Who was kept out of a circle is told so by the name they knew."""
    found = {what for what, mark in world.marks.made.items() if mark in text}
    return found - {"circle name"} if openness == Openness.HIDDEN else found
