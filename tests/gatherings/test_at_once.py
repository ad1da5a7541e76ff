"""Several people doing the same at the same moment, each in a transaction of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dugnad.gatherings.actions.calling import Wanted
from dugnad.gatherings.actions.coming import Reply, check_in, say
from dugnad.gatherings.actions.moving import cancel
from dugnad.gatherings.actions.roles import take
from dugnad.gatherings.doorcode import code_for
from dugnad.gatherings.enums import Task, Word
from dugnad.gatherings.jobs import remind
from dugnad.gatherings.models import Coming, Duty, Gathering, Turn
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from tests.at_once import at_once
from tests.cast import NOON, again, make_circle, make_member
from tests.gatherings.making import day, gathered

pytestmark = pytest.mark.django_db(transaction=True)


def acts(verb: str) -> int:
    return Act.objects.filter(verb=verb).count()


def test_a_role_for_two_is_taken_by_two_of_eight(alice: Member) -> None:
    crowd = [make_member(f"guest{number}") for number in range(8)]
    made = gathered(alice, make_circle(alice, *crowd), wanted=(Wanted(Task.STEWARD, 2),))

    def taking(member: Member) -> Callable[[], object]:
        return lambda: take(by=again(member), duty=Duty.objects.get(), occasion=day(made), at=NOON)

    results = at_once([taking(member) for member in crowd])
    assert sorted(type(one).__name__ for one in results) == ["Refused"] * 6 + ["Turn"] * 2
    assert sorted(Turn.objects.values_list("place", flat=True)) == [1, 2]
    # Whoever came too late is not said to come either.
    assert (acts("took-role"), acts("coming"), Coming.objects.count()) == (2, 2, 2)


def test_one_word_and_one_presence_of_one_member(alice: Member, bob: Member) -> None:
    made = gathered(alice, make_circle(alice, bob))
    begins = day(made).starts_at
    at_once([lambda: say(by=again(bob), occasion=day(made), reply=Reply(Word.COMING, 1), at=NOON)] * 6)
    assert (Coming.objects.count(), acts("coming")) == (1, 1)
    code = code_for(day(made).pk)
    results = at_once([lambda: check_in(by=again(bob), occasion=day(made), code=code, at=begins)] * 6)
    assert sorted(map(str, results)) == ["False"] * 5 + ["True"]
    assert (acts("was-there"), acts("coming")) == (1, 1)


def test_it_is_cancelled_and_reminded_of_once(alice: Member, bob: Member) -> None:
    made = gathered(alice, make_circle(alice, bob))
    begins = day(made).starts_at
    assert sorted(at_once([lambda: remind(begins)] * 3), key=str) == [0, 0, 0]
    eve = begins.replace(hour=2)
    assert sorted(at_once([lambda: remind(eve)] * 4), key=str) == [0, 0, 0, 1]
    results = at_once([lambda: cancel(by=again(alice), gathering=Gathering.objects.get(), at=NOON)] * 6)
    assert sorted(type(one).__name__ for one in results) == ["NoneType"] + ["Refused"] * 5
    assert (acts("gathering-cancelled"), acts("gathering-reminded")) == (1, 1)
    assert Gathering.objects.get().sequence == 1
