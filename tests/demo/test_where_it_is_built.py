from __future__ import annotations

import pytest

from dugnad.asks.models import Answer
from dugnad.demo import kept, movement
from dugnad.demo.build import build, personas
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member, Movement
from tests.cast import make_circle, make_member


def test_where_people_live_nothing_is_changed(gazetteer: None, db: None) -> None:
    make_circle(make_member("alice"))
    with pytest.raises(Refused):
        build(progress=print)
    assert list(Member.objects.values_list("handle", flat=True)) == ["alice"]
    assert personas() == []


def test_where_a_movement_was_set_up_nothing_is_changed(gazetteer: None, db: None) -> None:
    Movement.objects.create(name="Ours", set_up_at=now())
    with pytest.raises(Refused):
        build(progress=print)
    assert not Member.objects.exists()


class PulledThePlug(Exception):
    pass


def test_interrupted_at_the_last_moment_it_leaves_nothing(gazetteer: None, db: None) -> None:
    told: list[str] = []

    def pull_the_plug(line: str) -> None:
        told.append(line)
        if "answers" in line:
            raise PulledThePlug(f"{Answer.objects.count()} answers were there")

    with pytest.raises(PulledThePlug, match=r"^2\d\d answers"):
        build(progress=pull_the_plug)
    assert not Act.objects.exists()
    assert not Member.objects.exists()
    assert not Movement.objects.exists()


def test_where_people_live_nobody_is_simulated(gazetteer: None, db: None) -> None:
    make_member("alice")
    with pytest.raises(Refused):
        movement.make(movement.parameters_for(), 1, say=print)
    assert Member.objects.count() == 1
    assert kept.read() is None


def test_what_another_version_kept_is_no_silent_guess() -> None:
    kept.path().write_text('{"seed": 1, "parameters": {}, "outcome": {}}')
    try:
        with pytest.raises(ValueError, match="another version"):
            kept.read()
    finally:
        kept.path().unlink()
