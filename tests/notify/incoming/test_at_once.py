"""The same message, and the same click, several times at the same moment; and what is made to harm, all the way."""

from __future__ import annotations

import time
from functools import partial

import pytest
from django.db import OperationalError

from dugnad.asks.models import Answer
from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.confirming import confirm
from dugnad.notify.incoming.counting import counts
from dugnad.notify.incoming.held import held_answer, token_of
from dugnad.notify.incoming.receiving import receive
from dugnad.notify.models import Letter, Received
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.at_once import at_once
from tests.cast import make_circle
from tests.notify.incoming.making import envelope, letter_to, mail
from tests.notify.incoming.test_mail import HOSTILE
from tests.notify.making import follow, with_address

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def letter(alice: Member, bob: Member) -> Letter:
    """Alice has answered bob in an open circle, just now."""
    circle = make_circle(with_address(alice), with_address(bob), openness=Openness.OPEN, name="Lund")
    make_answer(alice, make_ask(bob, circle, at=now()), at=now())
    follow(now())
    return letter_to(bob)


def written() -> list[str]:
    return list(Answer.objects.filter(by_asker=True).values_list("text", flat=True))


def test_the_same_message_by_several_ways_acts_once(letter: Letter) -> None:
    raw, there = mail("He has a bag, too."), envelope(letter)
    assert at_once([partial(receive, raw, there) for _each in range(8)]) == [Fate.DONE] * 8
    assert written() == ["He has a bag, too."]
    assert counts(now()) == [(Fate.DONE, 8)]


def test_a_button_pressed_several_times_acts_once(letter: Letter) -> None:
    receive(mail("He has a bag, too.", sender="eve@example.org"), envelope(letter))
    token = token_of(Received.objects.get())

    def press() -> object:
        waiting = held_answer(token, now())
        return confirm(waiting, now()).line if waiting else None

    outcomes = at_once([press for _each in range(6)])
    assert len([one for one in outcomes if isinstance(one, str)]) == 1
    assert all(one is None or isinstance(one, (str, Refused)) for one in outcomes)
    assert written() == ["He has a bag, too."]


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_what_is_made_to_harm_is_dealt_with(letter: Letter, name: str) -> None:
    begun = time.process_time()
    try:
        fate = receive(HOSTILE[name], envelope(letter))
    except OperationalError as error:  # nothing that somebody writes is a reason
        raise AssertionError from error
    assert fate in {Fate.UNREADABLE, Fate.HELD, Fate.EMPTY, Fate.REFUSED}
    assert time.process_time() - begun < 2
    assert written() == []
