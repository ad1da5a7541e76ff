from __future__ import annotations

import pytest

from dugnad.asks.models import Answer
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
