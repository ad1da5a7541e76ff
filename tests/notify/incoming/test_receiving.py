"""What an answer by e-mail does, and all that it does not."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail as django_mail
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from dugnad.asks.actions.calls import call_by_name
from dugnad.asks.actions.sealing import seal
from dugnad.asks.enums import CallState, Nature, State, Voice
from dugnad.asks.models import Answer, Ask, Call, Thanks
from dugnad.circles.actions.membership import leave
from dugnad.circles.actions.tending import ban
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle, Membership
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.notify.composing import compose
from dugnad.notify.fates import Fate, Why
from dugnad.notify.incoming.confirming import sweep
from dugnad.notify.incoming.counting import counts
from dugnad.notify.incoming.doors import address, bounce_address, door
from dugnad.notify.incoming.held import token_of
from dugnad.notify.incoming.receiving import Envelope, TooMany, receive
from dugnad.notify.models import Letter, Received, Wishes
from dugnad.notify.passages import Composed
from dugnad.people.actions.blocks import block
from dugnad.people.models import Member
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import again
from tests.notify.conftest import Mail
from tests.notify.incoming.making import door_of, envelope, letter_to, mail
from tests.notify.incoming.test_mail import report
from tests.notify.making import follow, send, with_address

LATER = SOON + timedelta(minutes=5)
pytestmark = pytest.mark.django_db


@pytest.fixture
def called(alice: Member, bob: Member, open_circle: Circle) -> Letter:
    """Alice asks, and bob is called by name."""
    ask = make_ask(with_address(alice), open_circle)
    call_by_name(ask=ask, member=with_address(bob).pk, wave=1, at=SOON)
    follow(SOON)
    return letter_to(bob)


def told(member: Member) -> str:
    """The one letter we wrote back, and it went to `member`."""
    (letter,) = django_mail.outbox
    assert letter.to == [f"{member.handle}@example.org"]
    assert letter.extra_headers["Auto-Submitted"] == "auto-replied"
    return str(letter.body)


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


# Who wrote it


@pytest.mark.parametrize("sender", ["eve@example.org", "", "bob@example.com", "bob@example.org.evil.example"])
def test_what_another_address_sends_is_asked_about_first(called: Letter, bob: Member, sender: str) -> None:
    raw = mail("I can come.", sender=sender or "x@example.org")
    raw = raw if sender else re.sub(rb"(?m)^From:.*\r\n", b"", raw)
    assert receive(raw, envelope(called), LATER) == Fate.HELD
    assert not Answer.objects.exists()
    text = told(bob)
    assert "I can come." not in text
    assert "another address" in text


@pytest.mark.parametrize("sender", ["BOB@Example.org", "Bob <bob@example.org>", "bob+dugnad@example.org"])
def test_ones_own_address_is_known_in_any_dress(called: Letter, sender: str) -> None:
    assert receive(mail("I can come.", sender=sender), envelope(called), LATER) == Fate.DONE


def test_another_confirmed_address_is_ones_own(called: Letter, bob: Member) -> None:
    EmailAddress.objects.create(user=bob, email="robert@example.com", verified=True, primary=False)
    assert receive(mail("I can come.", sender="robert@example.com"), envelope(called), LATER) == Fate.DONE


def test_an_address_that_was_never_confirmed_is_not(called: Letter, bob: Member) -> None:
    EmailAddress.objects.create(user=bob, email="robert@example.com", verified=False, primary=False)
    assert receive(mail("I can come.", sender="robert@example.com"), envelope(called), LATER) == Fate.HELD


@pytest.mark.parametrize(
    ("words", "sender"),
    [
        ("I can come.\nRobert Andersson", "Robert Andersson <bob@example.org>"),
        ("I can come. /Robert", "Robert Andersson <bob@example.org>"),
        ("Call me at 070-123 45 67.", "bob@example.org"),
        ("Write to robert@example.com", "bob@example.org"),
    ],
)
def test_a_signature_that_tells_too_much_is_asked_about(called: Letter, words: str, sender: str) -> None:
    assert receive(mail(words, sender=sender), envelope(called), LATER) == Fate.HELD
    assert Received.objects.get().why == Why.TELLS_MUCH
    assert not Answer.objects.exists()


def test_the_name_one_has_here_is_no_secret(called: Letter) -> None:
    assert receive(mail("I can come. /Bob", sender="Bob <bob@example.org>"), envelope(called), LATER) == Fate.DONE


# What waits for its writer


@pytest.fixture
def waiting(called: Letter) -> Received:
    """An answer from another address."""
    receive(mail("I can come.", sender="eve@example.org"), envelope(called), now())
    return Received.objects.get()


def test_what_waits_is_sealed(waiting: Received) -> None:
    assert waiting.sealed is not None
    assert b"come" not in bytes(waiting.sealed)


def test_looking_changes_nothing_and_posting_acts_once(waiting: Received, bob: Member) -> None:
    link = reverse("answer_held", args=[token_of(waiting)])
    assert link in told(bob)
    client = Client()
    for _each in range(2):
        page = client.get(link)
        assert "I can come." in page.content.decode()
        assert "A bed for two nights" in page.content.decode()
    assert not Answer.objects.exists()
    assert "shown in the circle" in client.post(link).content.decode()
    assert Answer.objects.get().author == bob
    assert client.post(link).status_code == 404
    assert client.get(link).status_code == 404
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.sealed) == (Fate.DONE, None)


def test_what_is_thrown_away_is_gone(waiting: Received) -> None:
    link = reverse("answer_held", args=[token_of(waiting)])
    assert "thrown away" in Client().post(link, {"do": "throw-away"}).content.decode()
    assert not Answer.objects.exists()
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.sealed) == (Fate.THROWN_AWAY, None)
    assert Client().get(link).status_code == 404


def test_what_cannot_be_done_waits_on(waiting: Received) -> None:
    Ask.objects.update(state=State.CLOSED)
    link = reverse("answer_held", args=[token_of(waiting)])
    page = Client().post(link)
    assert page.status_code == 409
    assert "I can come." in page.content.decode()
    waiting.refresh_from_db()
    assert waiting.fate == Fate.HELD


def test_of_a_circle_that_closed_meanwhile_the_link_names_nothing(waiting: Received) -> None:
    Circle.objects.update(openness=Openness.CLOSED)
    link = reverse("answer_held", args=[token_of(waiting)])
    page = Client().get(link).content.decode()
    assert "I can come." in page
    assert "A bed for two nights" not in page
    assert Client().post(link).status_code == 409
    assert not Answer.objects.exists()


def test_a_link_is_good_for_one_answer(waiting: Received) -> None:
    token = token_of(waiting)
    for made_up in (token[:-1], f"{'0' * 16}.{token.partition('.')[2]}", waiting.pk, "x"):
        assert Client().get(reverse("answer_held", args=[made_up])).status_code == 404


def test_what_waits_too_long_is_erased(waiting: Received) -> None:
    assert sweep(waiting.at + timedelta(days=6)) == 0
    assert sweep(waiting.at + timedelta(days=7)) == 1
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.sealed) == (Fate.LET_GO, None)
    assert Client().get(reverse("answer_held", args=[token_of(waiting)])).status_code == 404
    assert sweep(waiting.at + timedelta(days=60)) == 1
    assert not Received.objects.exists()


def test_a_no_that_was_confirmed_is_what_it_says(called: Letter) -> None:
    receive(mail("No problem, I can come."), envelope(called), now())
    Client().post(reverse("answer_held", args=[token_of(Received.objects.get())]))
    assert Answer.objects.get().text == "No problem, I can come."


# Machines, and the same thing twice


@pytest.mark.parametrize("headers", [{"Auto-Submitted": "auto-replied"}, {"Precedence": "bulk"}, {"List-Id": "<a.b>"}])
def test_machines_are_not_answered(called: Letter, headers: dict[str, str]) -> None:
    assert receive(mail("I am away.", **headers), envelope(called), LATER) == Fate.AUTOMATIC
    assert not Answer.objects.exists()
    assert django_mail.outbox == []


def test_an_empty_return_path_is_a_machine(called: Letter) -> None:
    assert receive(mail("I can come."), envelope(called, sender=""), LATER) == Fate.AUTOMATIC


def test_a_letter_of_ours_is_no_answer(called: Letter) -> None:
    assert receive(mail("x", message_id=f"<{called.pk}@localhost>"), envelope(called), LATER) == Fate.AUTOMATIC


def test_what_we_write_back_is_no_answer(answered: Letter) -> None:
    Ask.objects.update(state=State.CLOSED)
    receive(mail("More."), envelope(answered), LATER)
    back = django_mail.outbox[0].message().as_bytes()
    assert receive(back, envelope(answered), LATER) == Fate.AUTOMATIC
    assert len(django_mail.outbox) == 1


def test_the_same_message_acts_once(answered: Letter) -> None:
    raw = mail("He has a bag, too.")
    assert [receive(raw, envelope(answered), LATER) for _each in range(3)] == [Fate.DONE] * 3
    assert Answer.objects.filter(by_asker=True).count() == 1


def test_without_an_id_the_same_bytes_act_once(answered: Letter) -> None:
    raw = re.sub(rb"(?m)^Message-ID:.*\r\n", b"", mail("He has a bag, too."))
    assert [receive(raw, envelope(answered), LATER) for _each in range(2)] == [Fate.DONE] * 2
    assert Answer.objects.filter(by_asker=True).count() == 1


def test_the_same_words_twice_are_said_twice(answered: Letter) -> None:
    for _each in range(2):
        receive(mail("Still waiting."), envelope(answered), LATER)
    assert Answer.objects.filter(by_asker=True).count() == 2


def test_too_many_are_put_off_and_none_is_lost(answered: Letter) -> None:
    for _each in range(10):
        assert receive(mail("More."), envelope(answered), LATER) == Fate.DONE
    late = mail("One more.")
    with pytest.raises(TooMany):
        receive(late, envelope(answered), LATER)
    assert Answer.objects.filter(by_asker=True).count() == 10
    assert receive(late, envelope(answered), LATER + timedelta(days=2)) == Fate.DONE


def test_letters_back_are_few(alice: Member, bob: Member, answered: Letter) -> None:
    for number in range(1, 13):
        at = LATER + timedelta(minutes=number)
        make_answer(alice, Ask.objects.get(), at=at)
        follow(at)
        receive(mail("> quoted"), envelope(letter_to(bob)), at)
    assert len(django_mail.outbox) == 10


def test_what_has_no_words_says_so(answered: Letter, bob: Member) -> None:
    assert receive(mail("> You are asked by name."), envelope(answered), LATER) == Fate.EMPTY
    assert "no words of yours" in told(bob)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize(
    "line",
    ["https://dugnad.example.org/letters/stop/abc.def/", "https://dugnad.example.org/letters/held/abc/", "the address"],
)
def test_what_is_good_for_something_is_never_shown(answered: Letter, line: str) -> None:
    said = door_of(answered) if line == "the address" else line
    assert receive(mail(f"He has a bag, too.\nStop: {said}"), envelope(answered), LATER) == Fate.DONE
    assert Answer.objects.get(by_asker=True).text == "He has a bag, too."


def test_what_is_sealed_is_never_in_what_is_quoted(alice: Member, bob: Member, open_circle: Circle) -> None:
    ask = make_ask(with_address(bob), open_circle)
    seal(by=bob, ask=ask, text="Storgatan 5", at=SOON)
    make_answer(alice, ask)
    follow(SOON)
    letter = composed(letter_to(bob))
    assert "Storgatan" not in "".join(passage.text for passage in letter.passages)


# Letters that come back


def test_an_address_where_nobody_is_gets_no_more_letters(called: Letter, bob: Member) -> None:
    there = Envelope(bounce_address(called), sender="")
    assert receive(report("5.2.2"), there, LATER) == Fate.RETURNED
    assert not Wishes.objects.filter(member=bob, refused="bob@example.org").exists()
    assert receive(report("5.1.1"), there, LATER) == Fate.RETURNED
    assert Wishes.objects.get(member=bob).refused == "bob@example.org"


def test_a_report_to_the_wrong_door_stops_nothing(called: Letter, bob: Member) -> None:
    assert receive(report("5.1.1"), envelope(called, sender=""), LATER) == Fate.AUTOMATIC
    assert not Wishes.objects.filter(member=bob, refused="bob@example.org").exists()


def test_words_to_the_door_for_reports_do_nothing(called: Letter) -> None:
    assert receive(mail("accept"), Envelope(bounce_address(called)), LATER) == Fate.RETURNED
    assert Call.objects.get().state == CallState.WAITING


# What is told of it


def test_what_came_is_counted_and_nothing_else_is_kept(called: Letter, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    receive(mail("accept"), envelope(called), LATER)
    receive(mail("I am away.", Precedence="bulk"), envelope(called), LATER)
    receive(mail("x"), Envelope("r@localhost"), LATER)
    receive(b"x" * 1_000_001, envelope(called), LATER)
    assert sorted(counts(LATER)) == sorted(
        [(Fate.DONE, 1), (Fate.AUTOMATIC, 1), (Fate.UNKNOWN, 1), (Fate.UNREADABLE, 1)]
    )
    assert counts(LATER + timedelta(days=31)) == []
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("dugnad"))
    assert "bob" not in said
    assert "accept" not in said


def test_what_is_said_by_mail_is_on_the_ledger_as_on_the_page(answered: Letter, bob: Member) -> None:
    receive(mail("He has a bag, too."), envelope(answered), LATER)
    act = Act.objects.latest("id")
    assert (act.verb, act.actor, act.at) == ("ask-added-to", bob.person_key, LATER)


def test_letters_leave_with_a_door_to_come_back_to(called: Letter, settings: Settings, mail: Mail) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_domain="reply.example.org")
    assert send(mail.line(), LATER) == 1
    (kept,) = mail.office.arrived
    assert kept.sender == bounce_address(called)
    assert receive(report("5.1.1"), Envelope(kept.sender, sender=""), LATER) == Fate.RETURNED
    assert Wishes.objects.get().refused == "bob@example.org"


def test_a_server_that_wants_another_sender_gets_it(called: Letter, settings: Settings, mail: Mail) -> None:
    settings.CONFIG = replace(settings.CONFIG, mail_domain="reply.example.org")
    mail.office.from_ours_only = True
    assert send(mail.line(), LATER) == 1
    (kept,) = mail.office.arrived
    assert kept.sender == "dugnad@example.org"
