from __future__ import annotations

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dugnad.asks.actions.answering import say_helped, thank
from dugnad.asks.actions.calls import call_by_name
from dugnad.asks.models import Ask
from dugnad.circles.actions.membership import enter, leave
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.notify.enums import Post, Wish
from dugnad.notify.models import CircleWish, Letter, Notice, Wishes
from dugnad.notify.terms import NOTICES_KEPT, STALE
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import NOON, again, make_circle, make_member
from tests.notify.making import follow, with_address


@pytest.fixture
def need(bob: Member, circle: Circle) -> Ask:
    """Bob asks in the closed circle."""
    return make_ask(bob, circle)


def told(member: Member) -> list[str]:
    """The verbs a member was told of, in the order they came."""
    return list(Notice.objects.filter(member=member).order_by("act_id").values_list("act__verb", flat=True))


def test_an_answer_is_told_to_the_asker_at_once(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    make_answer(alice, need)
    follow(SOON)
    notice = Notice.objects.get(member=bob, act__verb="answered-practical")
    assert (notice.page, notice.circle, notice.pace, notice.read_at) == (
        f"/asks/{need.pk}/", need.circle_id, "at-once", None,
    )  # fmt: skip
    letter = Letter.objects.get(member=bob)
    assert (letter.act, letter.due_at, letter.post) == (notice.act, SOON, Post.WAITING)
    assert told(alice) == []  # nobody is told what they did themselves


def test_telling_twice_is_telling_once(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    make_answer(alice, need)
    for _again in range(3):
        follow(SOON)
    assert Notice.objects.filter(member=bob).count() == 1
    assert Letter.objects.count() == 1


def test_without_an_address_there_is_the_inbox_alone(alice: Member, bob: Member, need: Ask) -> None:
    make_answer(alice, need)
    follow(SOON)
    assert told(bob) == ["answered-practical"]
    assert not Letter.objects.exists()


def test_thanks_wait_for_the_digest(alice: Member, bob: Member, need: Ask) -> None:
    with_address(alice)
    given = make_answer(alice, need)
    thank(by=again(bob), answer=given, at=SOON)
    say_helped(by=again(bob), answer=given, at=SOON)
    follow(SOON)
    assert told(alice) == ["thanked", "this-helped"]
    assert set(Notice.objects.filter(member=alice).values_list("pace", flat=True)) == {"digest"}
    assert not Letter.objects.exists()


def test_a_call_is_told_to_the_one_who_is_called(alice: Member, bob: Member, need: Ask) -> None:
    with_address(alice)
    assert call_by_name(ask=need, member=alice.pk, wave=1, at=NOON)
    follow(SOON)
    assert told(alice) == ["called"]
    assert Letter.objects.get().member == alice
    assert told(bob) == []


def test_letters_wait_until_quiet_hours_end(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    Member.objects.filter(pk=bob.pk).update(quiet_from=time(12), quiet_until=time(14, 30), time_zone="Europe/Stockholm")
    make_answer(alice, need)
    follow(SOON)  # 13:11 in Stockholm
    assert Letter.objects.get().due_at == NOON + timedelta(hours=1, minutes=30)


def test_over_midnight(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    Member.objects.filter(pk=bob.pk).update(quiet_from=time(22), quiet_until=time(7), time_zone="Europe/Stockholm")
    late = NOON.replace(hour=22, minute=30)
    make_answer(alice, need, at=late)
    follow(late)
    assert Letter.objects.get().due_at == NOON.replace(day=21, hour=6)


def test_a_time_zone_nobody_knows_stops_nobody(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    Member.objects.filter(pk=bob.pk).update(quiet_from=time(12), quiet_until=time(14), time_zone="Moon/Tranquility")
    make_answer(alice, need)
    follow(SOON)  # by our own clock then
    assert Letter.objects.get().due_at == NOON + timedelta(hours=1)


def test_somebody_for_whom_it_is_always_quiet_gets_no_letter(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    Member.objects.filter(pk=bob.pk).update(quiet_from=time(9), quiet_until=time(9))
    make_answer(alice, need)
    follow(SOON)
    assert told(bob) == ["answered-practical"]
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("wish", "letters"), [(Wish.AT_ONCE, 1), (Wish.DIGEST, 0), (Wish.NOTHING, 0)])
def test_a_new_ask_is_told_to_those_who_want_everything_at_once(
    alice: Member, bob: Member, circle: Circle, wish: Wish, letters: int
) -> None:
    with_address(alice)
    CircleWish.objects.create(member=alice, circle=circle, wish=wish)
    make_ask(bob, circle)
    follow()
    assert told(alice) == (["asked"] if letters else [])
    assert Letter.objects.filter(member=alice).count() == letters


def test_who_wants_nothing_from_a_circle_gets_no_letter_even_by_name(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    CircleWish.objects.create(member=bob, circle=need.circle, wish=Wish.NOTHING)
    make_answer(alice, need)
    follow(SOON)
    assert told(bob) == ["answered-practical"]
    assert not Letter.objects.exists()


def test_who_wants_no_mail_or_whose_address_was_refused_gets_none(
    alice: Member, bob: Member, charlie: Member, circle: Circle
) -> None:
    with_address(bob)
    Wishes.objects.create(member=bob, mail=False)
    make_answer(alice, make_ask(bob, circle))
    follow(SOON)
    Wishes.objects.filter(member=bob).update(mail=True, refused="bob@example.org")
    make_answer(alice, make_ask(bob, circle))
    follow(SOON)
    assert not Letter.objects.exists()
    assert len(told(bob)) == 2


def test_wanting_everything_from_a_circle_one_is_not_in_tells_nothing(
    bob: Member, charlie: Member, circle: Circle
) -> None:
    CircleWish.objects.create(member=charlie, circle=circle, wish=Wish.AT_ONCE)
    make_ask(bob, circle)
    follow()
    assert told(charlie) == []


def test_somebody_kept_apart_is_not_told(alice: Member, bob: Member, need: Ask) -> None:
    make_answer(alice, need)
    block(by=again(bob), other=alice, at=SOON)
    follow(SOON)
    assert told(bob) == []


def test_leaving_takes_with_it_what_was_told_and_what_had_not_left(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    elsewhere = make_circle(alice, bob, openness=Openness.OPEN, name="Lund")
    make_answer(alice, need)
    make_answer(alice, make_ask(bob, elsewhere))
    follow(SOON)
    assert Letter.objects.filter(member=bob, post=Post.WAITING).count() == 2
    leave(by=again(bob), circle=need.circle, at=SOON)
    follow(SOON)
    assert list(Notice.objects.filter(member=bob).values_list("circle", flat=True)) == [elsewhere.pk]
    assert Letter.objects.get(circle=need.circle_id, member=bob).post == Post.DROPPED
    assert Letter.objects.get(circle=elsewhere.pk, member=bob).post == Post.WAITING


def test_what_is_told_goes_with_the_account(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    make_answer(alice, need)
    follow(SOON)
    bob.delete()
    assert not Notice.objects.filter(circle=need.circle_id, act__verb="answered-practical").exists()
    assert not Letter.objects.exists()


def test_what_is_told_days_later_stands_in_the_inbox_as_read(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    make_answer(alice, need)
    follow(SOON + STALE + timedelta(minutes=1))
    assert Notice.objects.get(member=bob).read_at is not None
    assert not Letter.objects.exists()


def test_what_is_older_than_notices_are_kept_is_not_told(alice: Member, bob: Member, need: Ask) -> None:
    make_answer(alice, need)
    follow(SOON + NOTICES_KEPT + timedelta(minutes=1))
    assert told(bob) == []


def test_a_pseudonym_who_asks_is_told_like_anybody(alice: Member, bob: Member, circle: Circle) -> None:
    masked = make_ask(bob, circle, speaker=UNDER_ANOTHER_NAME)
    make_answer(alice, masked)
    follow(SOON)
    assert told(bob) == ["answered-practical"]


def test_newcomers_are_told_to_stewards_and_to_whoever_brought_them(alice: Member, bob: Member) -> None:
    circle = make_circle(alice, bob, at=NOON)
    dora = make_member("dora")
    enter(circle=circle, member=dora, brought_by=bob, at=NOON)
    follow()
    assert told(alice) == ["joined", "joined"]
    assert told(bob) == ["joined"]


def test_the_batch_costs_the_same_for_one_answer_and_for_three(alice: Member, bob: Member, need: Ask) -> None:
    with_address(bob)
    counts = []
    for answers in (1, 2):
        for _each in range(answers):
            make_answer(alice, need)
        with CaptureQueriesContext(connection) as asked:
            follow(SOON)
        counts.append(len(asked))
    assert counts[0] == counts[1]
