"""The log names nobody, unless the one concerned wishes it."""

from __future__ import annotations

import pytest

from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.safety.actions.naming import name_in_log
from dugnad.safety.models import Case, Decision
from tests.cast import again, signed_in
from tests.safety.making import World, proposed, reported, seconded


@pytest.fixture
def decision(world: World) -> Decision:
    """Bob is warned."""
    reported(world)
    return seconded(world.dora, proposed(world.alice))


def log(world: World, reader: Member) -> str:
    page = signed_in(reader).get(f"/circles/{world.circle.pk}/decisions/").content.decode()
    return page.split('id="lines"')[1].split("</ul>")[0]


def test_the_one_concerned_puts_their_name_there_and_takes_it_away(world: World, decision: Decision) -> None:
    assert "bob" not in log(world, world.fia)
    bob, path = signed_in(world.bob), f"/decisions/{decision.pk}/"
    assert "Show my name there" in bob.get(path).content.decode()
    bob.post(f"{path}name/", {"wish": "yes"})
    assert "About bob, who wishes to be named" in log(world, world.fia)
    assert "Take my name away" in bob.get(path).content.decode()
    bob.post(f"{path}name/", {"wish": "no"})
    assert "bob" not in log(world, world.fia)


@pytest.mark.parametrize("who", ["alice", "dora", "fia"])
def test_nobody_else_can(world: World, decision: Decision, who: str) -> None:
    member = getattr(world, who)
    assert signed_in(member).post(f"/decisions/{decision.pk}/name/", {"wish": "yes"}).status_code == 404
    with pytest.raises(Refused):
        name_in_log(by=again(member), decision=decision, wish=True)
    assert "bob" not in log(world, world.fia)


def test_not_behind_another_name(world: World, decision: Decision) -> None:
    Case.objects.update(mask="Nobody")
    found = Decision.objects.select_related("case__person").get()
    with pytest.raises(Refused):
        name_in_log(by=again(world.bob), decision=found, wish=True)
    Decision.objects.update(named=True)
    assert "bob" not in log(world, world.fia)
    assert "Show my name there" not in signed_in(world.bob).get(f"/decisions/{decision.pk}/").content.decode()


def test_it_goes_with_them(world: World, decision: Decision) -> None:
    Decision.objects.update(named=True)
    assert "bob" in log(world, world.fia)
    Case.objects.update(person=None)
    assert "bob" not in log(world, world.fia)
