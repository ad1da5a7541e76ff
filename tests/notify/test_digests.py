from __future__ import annotations

from datetime import timedelta

import pytest

from dugnad.asks.actions.answering import thank
from dugnad.circles.models import Circle
from dugnad.notify.actions.digests import prepare
from dugnad.notify.enums import Post, Rhythm, Sort, Wish
from dugnad.notify.models import CircleWish, Letter, Notice, Wishes
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import NOON, again, make_circle
from tests.notify.conftest import Mail
from tests.notify.making import follow, send, with_address

MORNING = NOON - timedelta(hours=1)
EVENING = NOON + timedelta(hours=4)
"""17:00 in Stockholm."""
LATER = EVENING + timedelta(minutes=5)


@pytest.fixture
def reader(alice: Member) -> Member:
    """Alice has an address; her first digest is due at five in the evening."""
    prepare(MORNING)
    with_address(alice)
    prepare(MORNING)
    assert Wishes.objects.get(member=alice).next_digest_at == EVENING
    return alice


def digest(mail: Mail) -> tuple[str, str]:
    """Subject and text of the digest that comes in the evening; empty when none does."""
    prepare(LATER)
    send(mail.line(), LATER)
    return (
        (str(mail.office.arrived[-1].mail["Subject"]), mail.office.arrived[-1].text)
        if mail.office.arrived
        else ("", "")
    )


def test_new_asks_and_thanks_are_in_it(reader: Member, bob: Member, open_circle: Circle, mail: Mail) -> None:
    asked = make_ask(bob, open_circle)
    given = make_answer(reader, asked)
    thank(by=again(bob), answer=given, at=SOON)
    make_ask(bob, open_circle, title="A van on Sunday", at=SOON)
    follow(SOON)
    subject, text = digest(mail)
    assert subject == "What is new in Dugnad"
    assert "A van on Sunday\n\nbob asks for help" in text
    assert "A bed for two nights\n\nbob thanks you for your answer" in text
    assert f"/asks/{asked.pk}/" in text


def test_once(reader: Member, bob: Member, open_circle: Circle, mail: Mail) -> None:
    make_ask(bob, open_circle)
    for _again in range(3):
        prepare(LATER)
    assert Letter.objects.filter(sort=Sort.DIGEST).count() == 1
    assert digest(mail)[0]
    tomorrow = LATER + timedelta(days=1)
    prepare(tomorrow)
    send(mail.line(), tomorrow)
    assert len(mail.office.arrived) == 1  # what was told is not told again, and an empty digest is not sent
    assert Letter.objects.filter(sort=Sort.DIGEST).latest("created_at").post == Post.DROPPED


def test_a_notice_is_in_one_digest(reader: Member, bob: Member, open_circle: Circle, mail: Mail) -> None:
    given = make_answer(reader, make_ask(bob, open_circle, at=NOON - timedelta(days=8)), at=NOON - timedelta(days=8))
    thank(by=again(bob), answer=given, at=SOON)
    follow(SOON)
    assert "thanks you" in digest(mail)[1]
    assert Notice.objects.get(member=reader, act__verb="thanked").mailed_at == LATER


def test_of_other_circles_it_says_only_how_much(reader: Member, bob: Member, open_circle: Circle, mail: Mail) -> None:
    closed = make_circle(reader, bob, name="Kryptonym")
    make_ask(bob, open_circle, title="A van on Sunday")
    make_ask(bob, closed, title="Something else")
    make_ask(bob, open_circle, title="Under another name", speaker=UNDER_ANOTHER_NAME)
    follow(SOON)
    text = digest(mail)[1]
    assert "A van on Sunday" in text
    for secret in ("Something else", "Kryptonym", "Under another name", "Nightingale"):
        assert secret not in text
    assert "There are 2 more things for you, which are not written here." in text


def test_with_nothing_else_it_is_without_content(reader: Member, bob: Member, circle: Circle, mail: Mail) -> None:
    make_ask(bob, circle)
    subject, text = digest(mail)
    assert subject == "There is something new for you"
    assert "There is something new for you in Dugnad." in text
    assert "A bed" not in text


@pytest.mark.parametrize("wish", [Wish.NOTHING, Wish.AT_ONCE])
def test_circles_that_are_told_otherwise_are_not_in_it(
    reader: Member, bob: Member, open_circle: Circle, mail: Mail, wish: Wish
) -> None:
    CircleWish.objects.create(member=reader, circle=open_circle, wish=wish)
    make_ask(bob, open_circle)
    assert digest(mail) == ("", "")


def test_whoever_wants_none_gets_none(reader: Member, bob: Member, open_circle: Circle, mail: Mail) -> None:
    make_ask(bob, open_circle)
    Wishes.objects.filter(member=reader).update(rhythm=Rhythm.NEVER)
    assert digest(mail) == ("", "")
    assert not Letter.objects.exists()


def test_what_was_read_is_not_told_again(reader: Member, bob: Member, open_circle: Circle, mail: Mail) -> None:
    given = make_answer(reader, make_ask(bob, open_circle, at=NOON - timedelta(days=8)), at=NOON - timedelta(days=8))
    thank(by=again(bob), answer=given, at=SOON)
    follow(SOON)
    Notice.objects.update(read_at=SOON)
    assert digest(mail) == ("", "")


def test_nobody_outside_learns_of_asks(charlie: Member, bob: Member, circle: Circle, mail: Mail) -> None:
    with_address(charlie)
    prepare(NOON)
    make_ask(bob, circle)
    assert digest(mail) == ("", "")


def test_one_that_was_missed_comes_once_and_looks_back_a_week(
    reader: Member, bob: Member, open_circle: Circle, mail: Mail
) -> None:
    make_ask(bob, open_circle, title="Long ago")
    make_ask(bob, open_circle, title="Lately", at=NOON + timedelta(days=9))
    late = NOON + timedelta(days=10)
    prepare(late)
    send(mail.line(), late)
    (kept,) = mail.office.arrived
    assert "Lately" in kept.text
    assert "Long ago" not in kept.text
