from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.circles.actions.membership import enter
from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.work.actions import checking, holding, units
from dugnad.work.actions.returning import give_back_all
from dugnad.work.enums import MOST_UNITS, UNIT_LEASE
from dugnad.work.models import Unit
from tests.cast import again, make_circle, make_member
from tests.work.making import SOON, make_job, make_task

OVER = SOON + UNIT_LEASE


def verbs() -> list[str]:
    return list(Act.objects.order_by("id").values_list("verb", flat=True))


def test_units_are_given_out_in_order_and_the_last_one_ends_the_job(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 3)
    first = units.take(by=again(alice), task=job, wanted=2, at=SOON)
    assert [unit.number for unit in first] == [1, 2]
    (third,) = units.take(by=again(bob), task=job, wanted=2, at=SOON)
    assert (third.number, third.held_by, third.lease_until) == (3, bob, OVER)
    with pytest.raises(Refused, match="somebody’s hands"):
        units.take(by=again(alice), task=job, at=SOON)
    for unit, by in ((first[0], alice), (first[1], alice), (third, bob)):
        job.refresh_from_db()
        assert job.state == "open"
        units.finish_unit(by=again(by), unit=unit, outcome="Ja.", at=SOON)
    job.refresh_from_db()
    assert (job.state, job.units_done, job.done_by, job.done_at) == ("done", 3, None, SOON)
    done = Act.objects.filter(verb="unit-done").order_by("id")
    assert [(act.amount, act.toward) for act in done] == [(10, bob.person_key), (10, bob.person_key), (10, "")]
    assert Act.objects.get(verb="task-done").actor == ""


def test_a_unit_of_somebody_who_is_gone_comes_back(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 1)
    (unit,) = units.take(by=again(alice), task=job, at=SOON)
    assert give_back_all(OVER - timedelta(seconds=1)) == 0
    (same,) = units.take(by=again(bob), task=job, at=OVER)
    assert (same.pk, same.held_by) == (unit.pk, bob)
    assert verbs()[-2:] == ["unit-lease-returned", "unit-taken"]
    with pytest.raises(Refused, match="somebody else has it now"):
        units.finish_unit(by=again(alice), unit=unit, outcome="Mine", at=OVER)
    assert give_back_all(OVER + UNIT_LEASE) == 1
    unit.refresh_from_db()
    assert (unit.state, unit.held_by) == ("free", None)
    units.finish_unit(by=again(bob), unit=unit, outcome="Late, and nobody else did it", at=OVER + UNIT_LEASE)
    units.finish_unit(by=again(bob), unit=unit, outcome="Pressed twice", at=OVER + UNIT_LEASE)
    assert verbs().count("unit-done") == 1


def test_nobody_holds_more_than_five(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 9)
    assert len(units.take(by=again(alice), task=job, wanted=99, at=SOON)) == 5
    with pytest.raises(Refused, match="five already"):
        units.take(by=again(alice), task=job, at=SOON)
    units.release(by=again(alice), unit=Unit.objects.get(number=2), at=SOON)
    (back,) = units.take(by=again(bob), task=job, at=SOON)
    assert back.number == 2
    with pytest.raises(Refused, match="not in your hands"):
        units.release(by=again(alice), unit=back, at=SOON)


def test_a_job_is_not_taken_whole_and_what_is_held_is_not_split(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 1)
    with pytest.raises(Refused, match="small units"):
        holding.claim(by=again(alice), task=job, at=SOON)
    whole = make_task(bob, circle)
    dora = make_member("dora")
    enter(circle=circle, member=dora)
    with pytest.raises(Refused, match="Only the one who made"):
        units.split(by=again(dora), task=whole, texts=["x"])
    holding.claim(by=again(alice), task=whole, at=SOON)
    with pytest.raises(Refused, match="has taken the whole"):
        units.split(by=again(bob), task=whole, texts=["x"], at=SOON)
    with pytest.raises(Refused, match="at least one"):
        units.split(by=again(bob), task=job, texts=[" "])
    with pytest.raises(Refused, match="A thousand"):
        units.split(by=again(bob), task=job, texts=["x"] * MOST_UNITS)
    units.split(by=again(bob), task=job, texts=["More"], at=SOON)
    assert list(job.units.order_by("number").values_list("number", "text")) == [(1, "Paragraph 1"), (2, "More")]


def test_outsiders_get_no_units(circle: Circle, bob: Member, charlie: Member) -> None:
    job = make_job(bob, circle, 1)
    with pytest.raises(Refused):
        units.take(by=again(charlie), task=job)
    (unit,) = units.take(by=again(bob), task=job)
    for act in (units.finish_unit, units.release):
        with pytest.raises(Refused):
            act(by=again(charlie), unit=unit)


def test_a_job_is_checked_by_somebody_who_did_none_of_it(alice: Member, bob: Member) -> None:
    dora = make_member("dora")
    job = make_job(bob, make_circle(alice, bob, dora), 2, checked_by_second=True)
    for by in (alice, bob):
        (unit,) = units.take(by=again(by), task=job, at=SOON)
        units.finish_unit(by=again(by), unit=unit, outcome="Ja.", at=SOON)
    job.refresh_from_db()
    assert job.state == "to-check"
    for by in (alice, bob):
        with pytest.raises(Refused, match="Somebody else checks it"):
            checking.approve(by=again(by), task=job, at=SOON)
    with pytest.raises(Refused, match="which units"):
        checking.send_back(by=again(dora), task=job, text="Two is half.", at=SOON)
    second = Unit.objects.get(number=2)
    job.refresh_from_db()
    checking.send_back(by=again(dora), task=job, text="Two is half.", units=[second.pk], at=SOON)
    second.refresh_from_db()
    assert (job.state, job.units_done, second.state, second.done_by) == ("open", 1, "free", None)
    (again_two,) = units.take(by=again(bob), task=job, at=SOON)
    units.finish_unit(by=again(bob), unit=again_two, at=SOON)
    job.refresh_from_db()
    checking.approve(by=again(dora), task=job, at=SOON)
    assert (job.state, job.checked_by) == ("done", dora)


def test_closing_a_job_frees_what_was_held(circle: Circle, alice: Member, bob: Member) -> None:
    job = make_job(bob, circle, 2)
    (unit,) = units.take(by=again(alice), task=job, at=SOON)
    checking.close(by=again(bob), task=job, text="The letter is withdrawn.", at=SOON)
    unit.refresh_from_db()
    assert unit.state == "free"
    for act in (lambda: units.take(by=again(alice), task=job), lambda: units.finish_unit(by=again(alice), unit=unit)):
        with pytest.raises(Refused, match="come to an end"):
            act()
    checking.reopen(by=again(bob), task=job, text="It is not.", at=SOON)
    assert job.state == "open"
