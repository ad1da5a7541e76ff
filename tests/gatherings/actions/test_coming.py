from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.models import Circle, Membership
from dugnad.gatherings.actions.calling import Wanted, Words
from dugnad.gatherings.actions.changing import change
from dugnad.gatherings.actions.coming import check_in
from dugnad.gatherings.actions.moving import cancel, move
from dugnad.gatherings.actions.roles import give_back, take
from dugnad.gatherings.doorcode import TRIES, code_for
from dugnad.gatherings.enums import Sight, Task, Word
from dugnad.gatherings.models import Coming, Turn
from dugnad.gatherings.recurrence import Stretch
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.cast import NOON, again
from tests.gatherings.making import comes, day, gathered


def verbs() -> list[str]:
    return list(Act.objects.filter(id__gt=first_act()).order_by("id").values_list("verb", flat=True))


def first_act() -> int:
    return Act.objects.filter(verb="gathering-called").order_by("-id")[0].pk


def test_the_last_word_holds_and_roles_go_with_it(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle, wanted=(Wanted(Task.DRIVER),))
    take(by=again(bob), duty=made.duties.get(), occasion=day(made), at=NOON)
    comes(bob, made)
    comes(bob, made, brings=2)
    comes(bob, made, word=Word.NOT, brings=3, named=True, needs="x")
    said = Coming.objects.get()
    assert (said.word, said.brings, said.named, said.needs) == ("not", 0, False, None)
    assert Turn.objects.count() == 0
    assert verbs() == ["coming", "took-role", "coming", "gave-role-back", "coming-not"]
    with pytest.raises(Refused, match="nothing to give back"):
        give_back(by=again(bob), duty=made.duties.get(), occasion=day(made), at=NOON)


def test_nobody_comes_to_what_is_over_or_cancelled(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle)
    with pytest.raises(Refused, match="over"):
        comes(bob, made, at=day(made).ends_at)
    cancel(by=again(alice), gathering=made, at=NOON)
    with pytest.raises(Refused, match="nothing to come to"):
        comes(bob, made)
    with pytest.raises(Refused, match="cancelled"):
        check_in(by=again(bob), occasion=day(made), code=code_for(day(made).pk), at=day(made).starts_at)


def test_who_is_kept_out_or_kept_apart_does_not_come_to_a_public_one(
    circle: Circle, alice: Member, bob: Member, charlie: Member
) -> None:
    made = gathered(alice, circle, sight=Sight.EVERYONE)
    ban(by=again(alice), membership=Membership.objects.get(circle=circle, member=bob), told="", at=NOON)
    with pytest.raises(Refused, match="stay away"):
        comes(bob, made)
    comes(charlie, made)
    block(by=again(alice), other=charlie, at=NOON)
    with pytest.raises(Refused, match="not for you"):
        comes(charlie, made, brings=1)


def test_the_code_is_taken_in_its_time_and_ten_times_an_hour(circle: Circle, alice: Member, bob: Member) -> None:
    made = gathered(alice, circle)
    occasion, code = day(made), code_for(day(made).pk)
    for moment in (occasion.starts_at - timedelta(hours=3), occasion.ends_at + timedelta(days=8)):
        with pytest.raises(Refused, match="two hours before"):
            check_in(by=again(bob), occasion=occasion, code=code, at=moment)
    begins = occasion.starts_at
    for _try in range(TRIES):
        with pytest.raises(Refused, match="not the code"):
            check_in(by=again(bob), occasion=occasion, code="ABCDEF", at=begins)
    with pytest.raises(Refused, match="many codes"):
        check_in(by=again(bob), occasion=occasion, code=code, at=begins)
    assert check_in(by=again(alice), occasion=occasion, code=code, at=begins)
    assert check_in(by=again(bob), occasion=occasion, code=code, at=begins + timedelta(hours=2))
    assert not check_in(by=again(bob), occasion=occasion, code=code, at=begins + timedelta(hours=2))
    assert verbs() == ["coming", "was-there"] * 2


def test_codes_differ_and_are_easy_to_read(circle: Circle, alice: Member) -> None:
    codes = {code_for(f"day{number}") for number in range(200)}
    assert len(codes) == 200
    assert not set("".join(codes)) & set("01ILOU")
    assert {len(code) for code in codes} == {6}


def test_whoever_looked_at_an_older_time_does_not_move_it(circle: Circle, alice: Member) -> None:
    made = gathered(alice, circle)
    before = day(made)
    first = Stretch(datetime(2026, 11, 27, 17, tzinfo=UTC), datetime(2026, 11, 27, 18, tzinfo=UTC))
    move(by=again(alice), occasion=day(made), to=first, at=NOON)
    with pytest.raises(Refused, match="a moment before you"):
        move(by=again(alice), occasion=before, to=Stretch(first.starts_at, first.ends_at + timedelta(hours=1)), at=NOON)
    with pytest.raises(Refused, match="already"):
        move(by=again(alice), occasion=day(made), to=first, at=NOON)
    with pytest.raises(Refused, match="end after it begins"):
        move(by=again(alice), occasion=day(made), to=Stretch(first.ends_at, first.starts_at), at=NOON)


def test_those_who_come_are_told_when_all_of_it_is_somewhere_else(circle: Circle, alice: Member) -> None:
    made = gathered(alice, circle, venue="Main street 4")
    change(by=again(alice), gathering=made, words=Words(made.title, "New words", venue="Main street 4"), at=NOON)
    change(by=again(alice), gathering=made, words=Words(made.title, "New words", venue="Park"), at=NOON)
    assert verbs() == ["gathering-changed", "gathering-elsewhere"]
