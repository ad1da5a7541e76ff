"""What the words of an answer by e-mail do, and all that they do not."""

from __future__ import annotations

import pytest
from django.core import mail as django_mail

from dugnad.asks.enums import CallState, Nature, State, Voice
from dugnad.asks.models import Answer, Ask, Call, Thanks
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.notify.fates import Fate, Why
from dugnad.notify.incoming.receiving import receive
from dugnad.notify.models import Letter, Received
from dugnad.people.models import Member
from tests.asks.making import make_answer, make_ask
from tests.notify.incoming.making import LATER, envelope, letter_to, mail, told
from tests.notify.making import follow, with_address

pytestmark = pytest.mark.django_db


# Calls


@pytest.mark.parametrize(
    "words", ["accept", "Accept.", "ACCEPT!", "  Ja  ", "Acceptera", "“accept”", "Yes", "I’m coming!", "”ja”"]
)
def test_a_call_is_accepted_in_a_word(called: Letter, words: str) -> None:
    assert receive(mail(words), envelope(called), LATER) == Fate.DONE
    assert Call.objects.get().state == CallState.ACCEPTED
    assert not Answer.objects.exists()
    assert django_mail.outbox == []


@pytest.mark.parametrize("words", ["decline", "No.", "Nej!", "Nej tack", "Inte nu", "Not now", "I can’t."])
def test_a_call_is_declined_in_a_word(called: Letter, words: str) -> None:
    assert receive(mail(words), envelope(called), LATER) == Fate.DONE
    assert Call.objects.get().state == CallState.DECLINED
    assert not Answer.objects.exists()
    assert django_mail.outbox == []


def test_words_with_a_no_are_shown_to_nobody_and_given_back(called: Letter, bob: Member) -> None:
    assert receive(mail("No, I am in hospital."), envelope(called), LATER) == Fate.DONE
    assert Call.objects.get().state == CallState.DECLINED
    assert not Answer.objects.exists()
    assert "I am in hospital." in told(bob)


@pytest.mark.parametrize(
    "words", ["No I am in hospital", "No problem, I can come", "Tyvärr kan jag inte", "Nej jag är sjuk"]
)
def test_a_no_that_goes_on_is_asked_about(called: Letter, words: str) -> None:
    assert receive(mail(words), envelope(called), LATER) == Fate.HELD
    assert Received.objects.get().why == Why.UNSURE
    assert Call.objects.get().state == CallState.WAITING
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("words", "text", "nature"),
    [
        ("I can come at six.", "I can come at six.", Nature.PRACTICAL),
        ("accept\nI can come at six.", "I can come at six.", Nature.PRACTICAL),
        ("Ja, jag kommer klockan sex.", "jag kommer klockan sex.", Nature.PRACTICAL),
        ("Yes I can come at six.", "Yes I can come at six.", Nature.PRACTICAL),
        ("With you\nYou are not alone.", "You are not alone.", Nature.EMOTIONAL),
        ("Med dig!\n\nDu är inte ensam.", "Du är inte ensam.", Nature.EMOTIONAL),
        ("with you", "with you", Nature.EMOTIONAL),
        ("accept\nwith you\nYou are not alone.", "You are not alone.", Nature.EMOTIONAL),
    ],
)
def test_words_are_an_answer(called: Letter, bob: Member, words: str, text: str, nature: Nature) -> None:
    assert receive(mail(words), envelope(called), LATER) == Fate.DONE
    written = Answer.objects.get()
    assert (written.text, written.nature, written.author, written.voice) == (text, nature, bob, Voice.OWN)
    assert (written.created_at, written.shown_as) == (LATER, "bob")


def test_a_yes_to_what_is_over_comes_back_with_a_reason(called: Letter, bob: Member) -> None:
    Ask.objects.update(state=State.HELPED)
    assert receive(mail("accept"), envelope(called), LATER) == Fate.REFUSED
    assert "This has been helped already." in told(bob)


def test_a_yes_and_its_words_are_done_together_or_not_at_all(called: Letter, bob: Member) -> None:
    assert receive(mail("accept\n" + "x" * 20_001), envelope(called), LATER) == Fate.REFUSED
    assert Call.objects.get().state == CallState.WAITING
    assert "x" * 20_001 in told(bob).replace("\n", "")


# Answers, for the asker


@pytest.mark.parametrize("words", ["Thanks", "thank you!", "Tack så mycket.", "TACK"])
def test_the_asker_thanks(answered: Letter, bob: Member, words: str) -> None:
    assert receive(mail(words), envelope(answered), LATER) == Fate.DONE
    assert Thanks.objects.get().by == bob
    assert Answer.objects.count() == 1


def test_thanks_and_more(answered: Letter) -> None:
    assert receive(mail("Thanks for the room! When may he come?"), envelope(answered), LATER) == Fate.DONE
    assert Thanks.objects.count() == 1
    assert Answer.objects.get(by_asker=True).text == "Thanks for the room! When may he come?"


def test_the_asker_adds(answered: Letter, bob: Member) -> None:
    assert receive(mail("He has a bag, too."), envelope(answered), LATER) == Fate.DONE
    added = Answer.objects.get(by_asker=True)
    assert (added.text, added.author, added.nature) == ("He has a bag, too.", bob, "")
    assert not Thanks.objects.exists()


def test_a_helper_goes_on_under_the_name_they_had(alice: Member, bob: Member, open_circle: Circle) -> None:
    ask = make_ask(bob, open_circle)
    make_answer(with_address(alice), ask, voice=Voice.PSEUDONYM, pseudonym="Nightingale")
    make_answer(bob, ask, text="He has a bag, too.", at=LATER)
    Ask.objects.update(held_by=alice, state=State.HELD)
    follow(LATER)
    assert receive(mail("That is fine.", sender="alice@example.org"), envelope(letter_to(alice)), LATER) == Fate.DONE
    written = Answer.objects.latest("pk")
    assert (written.text, written.voice, written.shown_as) == ("That is fine.", Voice.PSEUDONYM, "Nightingale")


def test_what_is_said_by_mail_is_on_the_ledger_as_on_the_page(answered: Letter, bob: Member) -> None:
    receive(mail("He has a bag, too."), envelope(answered), LATER)
    act = Act.objects.latest("id")
    assert (act.verb, act.actor, act.at) == ("ask-added-to", bob.person_key, LATER)
