"""The address at which a letter is answered: who gets one, and how long it is good."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse

from dugnad.asks.actions.sealing import seal
from dugnad.asks.enums import CallState, State
from dugnad.asks.models import Answer, Ask, Call
from dugnad.circles.actions.keeping_out import ban
from dugnad.circles.actions.membership import leave
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.notify.composing import compose
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.doors import address, door
from dugnad.notify.incoming.receiving import Envelope, receive
from dugnad.notify.models import Letter
from dugnad.notify.passages import Composed
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import again
from tests.notify.incoming.making import LATER, door_of, envelope, letter_to, mail, told
from tests.notify.making import follow, with_address

pytestmark = pytest.mark.django_db


# What has no address


def composed(letter: Letter) -> Composed:
    made = compose(letter, LATER)
    assert isinstance(made, Composed)
    return made


def test_the_letter_says_how(called: Letter) -> None:
    letter = composed(called)
    text = "\n".join(passage.text for passage in letter.passages)
    assert letter.reply_to == door_of(called)
    assert "“accept”" in text
    assert "“decline”" in text
    assert "give it to nobody" in text


def test_the_letter_says_how_in_the_language_of_its_reader(called: Letter, bob: Member) -> None:
    Member.objects.filter(pk=bob.pk).update(language="sv")
    text = "\n".join(passage.text for passage in composed(called).passages)
    assert "”ja”" in text
    assert "”nej”" in text


def test_an_ask_under_another_name_is_answered_on_its_page(alice: Member, bob: Member, open_circle: Circle) -> None:
    ask = make_ask(with_address(bob), open_circle, speaker=UNDER_ANOTHER_NAME)
    make_answer(alice, ask)
    follow(SOON)
    assert composed(letter_to(bob)).reply_to == ""
    assert receive(mail("More."), envelope(letter_to(bob)), LATER) == Fate.REFUSED
    assert Answer.objects.count() == 1


def test_a_closed_circle_is_answered_on_its_page(alice: Member, bob: Member, circle: Circle) -> None:
    make_answer(alice, make_ask(with_address(bob), circle))
    follow(SOON)
    assert composed(letter_to(bob)).reply_to == ""
    assert receive(mail("More."), envelope(letter_to(bob)), LATER) == Fate.REFUSED
    assert Answer.objects.count() == 1


def test_who_may_not_answer_gets_no_address(called: Letter) -> None:
    Call.objects.update(state=CallState.RAN_OUT)
    assert called.act is not None
    Ask.objects.update(state=State.CLOSED)
    letter = Letter.objects.get(pk=called.pk)
    made = compose(letter, LATER)
    assert not isinstance(made, Composed) or made.reply_to == ""


def test_what_is_sealed_is_never_in_what_is_quoted(alice: Member, bob: Member, open_circle: Circle) -> None:
    ask = make_ask(with_address(bob), open_circle)
    seal(by=bob, ask=ask, text="Storgatan 5", at=SOON)
    make_answer(alice, ask)
    follow(SOON)
    letter = composed(letter_to(bob))
    assert "Storgatan" not in "".join(passage.text for passage in letter.passages)


# The address


def test_an_address_tells_nothing_and_fits(called: Letter, bob: Member) -> None:
    local, _at, host = door_of(called).partition("@")
    assert (len(local), host) == (43, "localhost")
    assert re.fullmatch(r"r[0-9a-hjkmnp-tv-z]{42}", local)
    assert bob.pk not in local
    assert bob.handle not in local
    assert called.act is not None
    assert called.act.object_id not in local


def test_mail_programs_may_change_case(called: Letter) -> None:
    there = door_of(called)
    for told_as in (there.upper(), there.title(), f"<{there}>", f" {there} ", f"{there}."):
        found = door(told_as)
        assert found
        assert found.letter == called


def test_no_address_can_be_made_up(called: Letter, alice: Member, bob: Member) -> None:
    there = door_of(called)
    local, _at, host = there.partition("@")
    mark = local[17:]
    other = "0" if mark[0] != "0" else "1"
    assert door(f"{local[:17]}{other}{mark[1:]}@{host}") is None
    assert door(f"b{local[1:]}@{host}") is None
    assert door(f"{local}@example.org") is None
    assert door(f"{local}x@{host}") is None
    assert door(f"{local[:-1]}@{host}") is None
    assert door(f"r{'0' * 42}@{host}") is None
    assert all(door(one) is None for one in ("", "@", "r@localhost", "\x00", "ř" * 43 + "@localhost", "a@b@localhost"))


def test_an_address_is_good_for_its_own_letter(called: Letter, bob: Member) -> None:
    another = Letter.objects.create(member=bob, sort="told", act=None, created_at=SOON)
    local = door_of(called).partition("@")[0]
    assert door(f"r{another.pk}{local[17:]}@localhost") is None
    assert door(address(another, bob)) is None  # about nothing


def test_an_address_ends_with_the_confirmed_one(called: Letter, bob: Member) -> None:
    there = door_of(called)
    EmailAddress.objects.filter(user=bob).update(email="robert@example.org")
    assert door(there) is None


def test_an_address_is_no_way_in(called: Letter) -> None:
    local = door_of(called).partition("@")[0]
    for name in ("letters_stop", "answer_held"):
        assert Client().get(reverse(name, args=[local])).status_code == 404


@pytest.mark.parametrize("how", ["closed", "erased"])
def test_an_address_ends_with_the_account(called: Letter, bob: Member, how: str) -> None:
    there = door_of(called)
    if how == "closed":
        Member.objects.filter(pk=bob.pk).update(is_active=False)
    else:
        Letter.objects.filter(member=bob).delete()
    assert receive(mail("accept"), Envelope(there), LATER) == Fate.UNKNOWN
    assert Call.objects.get().state == CallState.WAITING


def test_an_address_lasts_thirty_days(called: Letter, bob: Member) -> None:
    assert receive(mail("I can come."), envelope(called), SOON + timedelta(days=30)) == Fate.DONE
    assert receive(mail("I can come."), envelope(called), SOON + timedelta(days=30, seconds=1)) == Fate.REFUSED
    assert "more than thirty days old" in told(bob)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("how", ["left", "banned", "blocked", "closed circle"])
def test_what_is_not_open_to_them_any_more_is_not_answered(
    called: Letter, alice: Member, bob: Member, open_circle: Circle, how: str
) -> None:
    if how == "left":
        leave(by=again(bob), circle=open_circle, at=LATER)
    elif how == "banned":
        ban(by=alice, membership=Membership.objects.get(member=bob, circle=open_circle), told="", at=LATER)
    elif how == "blocked":
        block(by=alice, other=bob)
    else:
        Circle.objects.update(openness=Openness.CLOSED)
    assert receive(mail("I can come."), envelope(called), LATER) == Fate.REFUSED
    assert not Answer.objects.exists()
    assert "I can come." in told(bob)


def test_a_closed_ask_takes_no_words_and_gives_them_back(answered: Letter, bob: Member) -> None:
    Ask.objects.update(state=State.CLOSED)
    assert receive(mail("He has a bag, too."), envelope(answered), LATER) == Fate.REFUSED
    text = told(bob)
    assert "This ask is closed." in text
    assert "He has a bag, too." in text
