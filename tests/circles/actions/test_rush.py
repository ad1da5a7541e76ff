"""300 new accounts in an hour: sign-up closes by itself, five posts of theirs are seen, one tap opens again."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from dugnad.asks.models import Ask
from dugnad.circles.actions.invitation import accept, invite
from dugnad.circles.actions.membership import join
from dugnad.circles.actions.shutting import count_account, open_again, open_entrance
from dugnad.circles.doors import is_shut
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Entrance, Membership
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.people.closing import lets_anybody_in
from dugnad.people.models import Member, Movement
from tests.asks.making import make_ask
from tests.cast import NOON, again, make_circle, make_member

BEGINS = NOON + timedelta(minutes=57)
"""Shortly before the hour, where the windows of the counting meet."""


@pytest.fixture
def lobby(alice: Member, bob: Member) -> Circle:
    Movement.objects.update(open_signup=True)
    return make_circle(alice, bob, openness=Openness.OPEN, name="Lobby")


def spammer(circle: Circle, number: int, at: datetime) -> Member | None:
    """Makes an account, joins and posts, as far as the doors let it."""
    if not lets_anybody_in(Movement.objects.get(), at):
        return None
    made = make_member(f"spam{number}", at=at)
    count_account(at)
    try:
        join(by=made, circle=Circle.objects.get(pk=circle.pk), norms=1, at=at)
        make_ask(made, Circle.objects.get(pk=circle.pk), title="Buy", at=at)
    except Refused:
        pass
    return made


def rush(circles: list[Circle], accounts: int = 300) -> list[Member]:
    """So many in an hour, evenly."""
    came = [
        spammer(circles[number % len(circles)], number, BEGINS + timedelta(hours=1) * number / accounts)
        for number in range(accounts)
    ]
    return [one for one in came if one]


def test_a25(lobby: Circle, alice: Member, bob: Member) -> None:
    came = rush([lobby, make_circle(alice, openness=Openness.OPEN, name="Square")])
    assert 16 <= len(came) <= 22
    assert not lets_anybody_in(Movement.objects.get(), NOON + timedelta(hours=2))
    assert 1 <= Ask.objects.visible_to(again(bob)).filter(title="Buy").count() <= 5
    assert Act.objects.filter(verb="entrance-shut", actor="").count() == 1


def test_those_of_the_rush_write_when_it_is_opened_again(lobby: Circle, alice: Member) -> None:
    came = rush([lobby], 30)
    at = BEGINS + timedelta(hours=2)
    held = [one for one in came if Membership.objects.filter(member=one).exists()][-1]
    with pytest.raises(Refused, match="taking a breath"):
        make_ask(held, Circle.objects.get(pk=lobby.pk), at=at)
    operator = make_member("operator", is_operator=True)
    open_entrance(by=operator, at=at)
    lobby.refresh_from_db()
    if lobby.shut_at:
        open_again(by=alice, circle=lobby, at=at)
    for _ in range(6):
        make_ask(held, Circle.objects.get(pk=lobby.pk), at=at)
    assert lets_anybody_in(Movement.objects.get(), at)


def test_one_circle_closes_before_strangers_who_are_members_already(lobby: Circle, alice: Member) -> None:
    for number in range(16):
        join(by=make_member(f"m{number}"), circle=lobby, norms=1, at=NOON)
    assert lobby.shut_at == NOON
    with pytest.raises(Refused, match="takes a breath"):
        join(by=make_member("late"), circle=lobby, norms=1, at=NOON)
    link, _ = invite(by=alice, circle=lobby, at=NOON)
    assert accept(by=make_member("guest"), invitation=link, norms=1, at=NOON)
    open_again(by=alice, circle=lobby, at=NOON)
    for number in range(20):
        join(by=make_member(f"n{number}"), circle=lobby, norms=1, at=NOON)
    assert Act.objects.filter(verb="doors-shut").count() == 1


def test_fifteen_in_an_hour_are_a_good_day(lobby: Circle) -> None:
    for number in range(15):
        join(by=make_member(f"m{number}"), circle=lobby, norms=1, at=NOON)
    assert lobby.shut_at is None


def test_who_opens(lobby: Circle, alice: Member, bob: Member) -> None:
    Circle.objects.filter(pk=lobby.pk).update(shut_at=NOON)
    Entrance.objects.create(shut_at=NOON)
    with pytest.raises(Refused, match="stewards"):
        open_again(by=bob, circle=lobby, at=NOON)
    with pytest.raises(Refused, match="keep this movement running"):
        open_entrance(by=alice, at=NOON)
    assert is_shut(NOON)


def test_an_account_made_on_the_page_is_counted(lobby: Circle) -> None:
    for _ in range(20):
        count_account(now())
    made = Client().post("/account/signup/", {"username": "dora", "password1": "a lamp in the window, lit"})
    assert made.status_code == 302
    assert Member.objects.filter(handle="dora").exists()
    assert is_shut(now())
    assert "invitation" in Client().get("/account/signup/").content.decode()


def test_the_invited_are_not_counted(lobby: Circle, alice: Member) -> None:
    for _ in range(20):
        count_account(now())
    _, token = invite(by=alice, circle=lobby)
    browser = Client()
    browser.get(f"/invited/{token}/")
    browser.post("/account/signup/", {"username": "dora", "password1": "a lamp in the window, lit"})
    assert Member.objects.filter(handle="dora").exists()
    assert not is_shut(now())
