"""Who is told what, and when: through the inbox, as the worker does it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.gatherings.actions.calling import Wanted
from dugnad.gatherings.actions.clockwork import forget, forget_who
from dugnad.gatherings.actions.coming import check_in
from dugnad.gatherings.actions.day import Outcome, prepare, tell, write_up
from dugnad.gatherings.actions.moving import cancel, cancel_day, move
from dugnad.gatherings.actions.roles import take
from dugnad.gatherings.doorcode import code_for
from dugnad.gatherings.enums import Every, Sight, Task, Word
from dugnad.gatherings.jobs import remind
from dugnad.gatherings.models import Coming, Gathering, Turn
from dugnad.gatherings.queries.heads import Heads, heads
from dugnad.gatherings.queries.past import days_there
from dugnad.gatherings.queries.sealed import numbers_of
from dugnad.gatherings.recurrence import Stretch
from dugnad.gatherings.telling import all_expected, expected
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from dugnad.people.telling import Pace, telling, words_for
from tests.cast import NOON, again, make_circle
from tests.gatherings.making import comes, day, gathered

EVE = datetime(2026, 11, 25, 18, tzinfo=UTC)
"""Less than a day before 18:00 in Stockholm on 26 November."""


def hearers(verb: str) -> list[tuple[str, Pace]]:
    entry = telling(verb)
    assert entry
    names = dict(Member.objects.values_list("pk", "handle"))
    return sorted((names[one.member], one.pace) for one in entry.who(list(Act.objects.filter(verb=verb))))


def words(member: Member, verb: str) -> list[str]:
    found = words_for(again(member), Act.objects.filter(verb=verb).order_by("id"))
    return [f"{one.line} | {one.title} | {one.text}" for one in found.values()]


def test_those_who_come_or_may_are_told_that_it_is_moved(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    made = gathered(alice, circle, sight=Sight.EVERYONE)
    comes(bob, made)
    comes(charlie, made, word=Word.MAYBE)
    comes(alice, made, word=Word.NOT)
    later = Stretch(datetime(2026, 11, 27, 18, tzinfo=UTC), datetime(2026, 11, 27, 19, tzinfo=UTC))
    move(by=again(alice), occasion=day(made), to=later, word="The hall is taken", at=NOON)
    assert hearers("gathering-moved") == [("bob", Pace.AT_ONCE), ("charlie", Pace.AT_ONCE)]
    assert words(charlie, "gathering-moved") == [
        "This gathering was moved | Letters at six | Fri 27 Nov 19:00–20:00 · The hall is taken"
    ]


def test_all_of_it_is_cancelled_and_everybody_hears_once(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle, every=Every.WEEK, times=3)
    for number in range(3):
        comes(bob, made, number=number)
    cancel(by=again(alice), gathering=made, word="Ill", at=NOON)
    assert hearers("gathering-cancelled") == [("bob", Pace.AT_ONCE)]
    assert words(bob, "gathering-cancelled") == [
        "This gathering is cancelled | Letters at six | Thu 26 Nov 18:00–20:00 · Ill"
    ]


def test_one_day_is_cancelled(circle: Circle, alice: Member, bob: Member, charlie: Member) -> None:
    made = gathered(alice, circle, every=Every.WEEK, times=2)
    comes(bob, made, number=1)
    cancel_day(by=again(alice), occasion=day(made), at=NOON)
    assert hearers("gathering-day-cancelled") == []
    cancel_day(by=again(alice), occasion=day(made, 1), at=NOON)
    assert hearers("gathering-day-cancelled") == [("bob", Pace.AT_ONCE)]
    assert words(charlie, "gathering-day-cancelled") == []


def test_a_reminder_the_day_before_once(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle)
    comes(bob, made)
    assert remind(EVE - timedelta(hours=2)) == 0
    assert remind(EVE) == 1
    assert remind(EVE + timedelta(hours=1)) == 0
    assert hearers("gathering-reminded") == [("bob", Pace.AT_ONCE)]


def test_moved_is_reminded_of_again_and_cancelled_never(circle: Circle, alice: Member) -> None:
    made, other = gathered(alice, circle), gathered(alice, circle, title="Other")
    assert remind(EVE) == 2
    later = Stretch(datetime(2026, 11, 28, 17, tzinfo=UTC), datetime(2026, 11, 28, 18, tzinfo=UTC))
    move(by=again(alice), occasion=day(made), to=later, at=EVE)
    move(by=again(alice), occasion=day(other), to=later, at=EVE)
    cancel(by=again(alice), gathering=other, at=EVE)
    assert remind(later.starts_at - timedelta(hours=3)) == 1


def test_what_changed_on_the_day(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle)
    comes(bob, made)
    begins = day(made).starts_at
    for _twice in range(2):
        tell(by=again(alice), occasion=day(made), text="We meet at the back door", form_key="k" * 16, at=begins)
    assert hearers("gathering-told") == [("bob", Pace.AT_ONCE)]
    (said,) = words(bob, "gathering-told")
    assert said.endswith("We meet at the back door")


def test_a_role_that_is_taken_and_what_came_of_it(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle, wanted=(Wanted(Task.OTHER, words="coffee"),))
    take(by=again(bob), duty=made.duties.get(), occasion=day(made), at=NOON)
    assert hearers("took-role") == [("alice", Pace.DIGEST)]
    assert words(alice, "took-role") == ["bob takes a role: coffee | Letters at six | "]
    for _twice in range(2):
        write_up(by=again(alice), occasion=day(made), outcome=Outcome(3, "Go on"), at=day(made).ends_at)
    assert hearers("gathering-written-up") == [("bob", Pace.DIGEST)]


def test_a_new_one_is_news_in_its_circle_and_travels_only_from_open_ones(
    circle: Circle, alice: Member, bob: Member
) -> None:
    gathered(alice, circle)
    gathered(alice, make_circle(alice, name="Lund", openness=Openness.OPEN), title="In Lund", venue="Main street 4")
    found = words_for(again(bob), Act.objects.filter(verb="gathering-called").order_by("id"))
    assert [(one.title, one.travels) for one in found.values()] == [("Letters at six", False), ("In Lund", True)]
    assert "Main street" not in str(found)
    block(by=again(alice), other=bob, at=NOON)
    assert words(bob, "gathering-called") == []


def test_numbers_and_needs_are_gone_a_day_after(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle)
    comes(bob, made, needs="No stairs")
    prepare(by=again(alice), occasion=day(made), programme="", numbers="Karin 070 123 45 67", at=NOON)
    ends = day(made).ends_at
    assert numbers_of(day(made), ends + timedelta(hours=23)) == "Karin 070 123 45 67"
    assert numbers_of(day(made), ends + timedelta(hours=24)) == ""
    assert forget(at=ends + timedelta(hours=23)) == 0
    assert forget(at=ends + timedelta(hours=24)) == 2
    assert (Coming.objects.get().needs, day(made).numbers) == (None, None)


def test_who_came_is_forgotten_ninety_days_after(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle, every=Every.WEEK, times=2, wanted=(Wanted(Task.DRIVER),))
    first, second = day(made), day(made, 1)
    for person in (alice, bob):
        comes(person, made, named=True)
        comes(person, made, number=1)
    take(by=again(bob), duty=made.duties.get(), occasion=first, at=NOON)
    check_in(by=again(bob), occasion=first, code=code_for(first.pk), at=first.starts_at)
    ninety = first.ends_at + timedelta(days=90)
    assert forget_who(at=ninety - timedelta(seconds=1)) == 0
    assert heads(bob, first, inside=True).were_there == ["bob"]
    assert (forget_who(at=ninety), forget_who(at=ninety)) == (1, 0)
    assert set(Coming.objects.values_list("occasion", flat=True)) == {second.pk}
    assert Turn.objects.count() == 0
    assert heads(bob, day(made), inside=True) == Heads(coming=0, maybe=0, there=1)
    assert [days_there(person, person.joined_at) for person in (alice, bob)] == [0, 1]
    assert days_there(bob, bob.joined_at + timedelta(days=1)) == 0
    check_in(by=again(bob), occasion=second, code=code_for(second.pk), at=second.starts_at)
    assert days_there(bob, bob.joined_at) == 2
    forget_who(at=second.ends_at + timedelta(days=90))
    assert days_there(bob, bob.joined_at) == 2
    assert Act.objects.filter(verb="was-there", actor=bob.person_key).count() == 2


@pytest.mark.parametrize("who", [all_expected, expected(Pace.AT_ONCE)])
def test_whom_it_concerns_is_one_query(
    circle: Circle, alice: Member, bob: Member, who: object, django_assert_num_queries: object
) -> None:
    made = gathered(alice, circle)
    comes(bob, made)
    acts = [Act.objects.get(verb="gathering-called")]
    with django_assert_num_queries(1):  # type: ignore[operator]  # a fixture without a type
        list(who(acts))  # type: ignore[operator]  # one of two functions
    assert Gathering.objects.count() == 1
