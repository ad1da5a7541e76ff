from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.enums import Standing
from dugnad.circles.models import Membership
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.safety.actions.deciding import propose
from dugnad.safety.models import Case, Decision, Report
from tests.cast import LONG_AGO, NOON, again, make_member
from tests.safety.making import World, about, place, proposal, reported, the_case


def test_fifty_reports_in_ten_minutes_are_one_case_and_no_measure(world: World) -> None:
    """A10. Nothing happens to the one concerned by itself, however many there are."""
    acts = Act.objects.filter(verb__in=["banned", "measure-in-force"])
    before = place(world.circle, world.bob)
    for number in range(50):
        reported(world, by=make_member(f"many{number}"), at=NOON + timedelta(seconds=12 * number))
    assert (Case.objects.count(), Report.objects.count(), Decision.objects.count()) == (1, 50, 0)
    assert Act.objects.filter(verb="case-opened").count() == 1
    after = place(world.circle, world.bob)
    assert (after.standing, after.paused_until, after.act_id) == (Standing.ACTIVE, None, before.act_id)
    world.circle.refresh_from_db()
    assert (world.circle.hidden, acts.count()) == ({}, 0)


def test_the_same_thing_reported_twice_is_one_report(world: World) -> None:
    assert reported(world) == reported(world, words="Again.")
    assert Report.objects.count() == 1


def test_nobody_reports_themselves(world: World) -> None:
    with pytest.raises(Refused, match="yourself"):
        reported(world, by=world.bob)


def test_what_comes_after_a_decision_is_a_new_case(world: World) -> None:
    reported(world)
    Case.objects.update(phase="decided")
    reported(world, at=NOON + timedelta(days=1))
    assert sorted(Case.objects.values_list("phase", flat=True)) == ["decided", "open"]


def test_another_name_is_another_case(world: World) -> None:
    """Or a case would tell who is behind the name."""
    reported(world)
    reported(world, kind="ask", pk="1", mask="Nobody")
    assert sorted(Case.objects.values_list("shown_as", flat=True)) == ["Nobody", "bob"]


def test_twenty_a_day(world: World) -> None:
    for number in range(20):
        reported(world, kind="ask", pk=str(number))
    with pytest.raises(Refused, match="a lot"):
        reported(world, kind="ask", pk="20")
    assert reported(world, kind="ask", pk="21", at=NOON + timedelta(days=1, seconds=1))


def test_a_report_is_recorded_without_the_one_it_is_about(world: World) -> None:
    """The ledger is no list of who complains of whom."""
    made = reported(world)
    assert (made.act.verb, made.act.toward, made.act.audience) == ("reported", "", "private")
    assert (made.newcomer, made.by) == (False, world.fia)
    new = make_member("new", at=NOON - timedelta(days=2))
    assert reported(world, by=new).newcomer


def test_the_one_concerned_and_members_do_not_decide(world: World) -> None:
    reported(world, person=world.dora)
    assert list(Case.objects.visible_to(again(world.alice))) == [the_case()]
    for member in (world.dora, world.bob, world.fia, make_member("outsider"), None):
        assert not Case.objects.visible_to(member).exists()
    with pytest.raises(Refused, match="themselves"):
        propose(by=again(world.dora), case=the_case(), proposal=proposal(), at=NOON)
    assert Membership.objects.get(circle=world.circle, member=world.dora).joined_at == LONG_AGO
    assert about(world.bob).kind == "member"
