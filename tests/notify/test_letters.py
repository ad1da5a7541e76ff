"""What stands in letters, as it arrives."""

from __future__ import annotations

import dataclasses
import re
from email import message_from_bytes
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from dugnad.asks.actions.asking import Speaker
from dugnad.asks.enums import Voice
from dugnad.asks.models import Ask
from dugnad.circles.enums import Openness
from dugnad.circles.models import Circle
from dugnad.notify import replying
from dugnad.notify.addresses import letter_of
from dugnad.notify.envelopes import one_line
from dugnad.notify.models import Letter
from dugnad.notify.replying import Reply, register_reply
from dugnad.people.models import Member
from dugnad.people.telling import Words
from tests.asks.making import SOON, UNDER_ANOTHER_NAME, make_answer, make_ask
from tests.cast import make_circle
from tests.notify.conftest import Mail
from tests.notify.making import Kept, follow, send, with_address

TITLE, TEXT, ANSWER = "A bed for two nights", "He is calm and afraid of dogs.", "We have a room and no dog."


def answered(mail: Mail, asker: Member, helper: Member, circle: Circle, **ask: Any) -> Kept:
    """The letter to somebody who was answered."""
    with_address(asker)
    make_answer(helper, make_ask(asker, circle, **ask))
    follow(SOON)
    send(mail.line(), SOON)
    (kept,) = mail.office.arrived
    return kept


def test_from_an_open_circle_the_answer_is_in_the_letter(
    mail: Mail, alice: Member, bob: Member, open_circle: Circle
) -> None:
    kept = answered(mail, bob, alice, open_circle)
    assert kept.mail["Subject"] == f"alice has answered you: {TITLE}"
    assert f"> {ANSWER}" in kept.text
    assert f'<blockquote dir="auto">{ANSWER}</blockquote>' in kept.html
    assert TITLE in kept.text
    assert re.search(r"http://\S+/inbox/[0-9a-z]{16}/", kept.text)


def test_it_says_in_its_headers_what_it_is(mail: Mail, alice: Member, bob: Member, open_circle: Circle) -> None:
    kept = answered(mail, bob, alice, open_circle)
    letter = Letter.objects.get()
    headers = {name: str(kept.mail[name]) for name in kept.mail}
    assert headers["From"] == "Dugnad <dugnad@localhost>"
    assert headers["To"] == "bob@example.org"
    assert headers["Message-ID"] == f"<{letter.pk}@localhost>"
    assert headers["Auto-Submitted"] == "auto-generated"
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert b"\r\nList-Unsubscribe: <http" in kept.raw  # as it is: machines do not decode it
    found = re.fullmatch(r"<http://[^/]+/letters/stop/([^/]+)/>", headers["List-Unsubscribe"])
    assert found
    assert letter_of(found[1]) == letter
    assert "circle" not in str(kept.mail).lower().replace("your circles", "")


def test_long_names_of_machines_stay_whole(
    mail: Mail, alice: Member, bob: Member, open_circle: Circle, settings: Settings
) -> None:
    domain = "a-rather-long-name-for-a-movement.stand-by-each-other.example.org"
    settings.CONFIG = dataclasses.replace(
        settings.CONFIG, sender=f"Stå bi <letters@{domain}>", address=f"https://{domain}"
    )
    kept = answered(mail, bob, alice, open_circle)
    head = kept.raw.partition(b"\r\n\r\n")[0]
    encoded = [line for line in head.split(b"\r\n") if b"=?" in line]
    assert len(encoded) == 1  # "Stå bi" alone
    for name in ("Message-ID", "In-Reply-To", "References", "List-Unsubscribe", "From"):
        assert domain in str(message_from_bytes(kept.raw)[name])


def test_letters_about_one_ask_belong_together(mail: Mail, alice: Member, bob: Member, open_circle: Circle) -> None:
    with_address(bob)
    first, second = make_ask(bob, open_circle), make_ask(bob, open_circle, title="A van")
    for need in (first, first, second):
        make_answer(alice, need)
    follow(SOON)
    send(mail.line(), SOON)
    threads = [kept.mail["References"] for kept in mail.office.arrived]
    assert threads[0] == threads[1] != threads[2]
    assert threads == [kept.mail["In-Reply-To"] for kept in mail.office.arrived]
    assert first.pk not in threads[0]


@pytest.mark.parametrize("openness", [Openness.CLOSED, Openness.HIDDEN])
def test_from_other_circles_a_letter_says_only_that_there_is_something(
    mail: Mail, alice: Member, bob: Member, openness: Openness
) -> None:
    circle = make_circle(alice, bob, openness=openness, name="Kryptonym")
    kept = answered(mail, bob, alice, circle)
    assert kept.mail["Subject"] == "There is something new for you"
    whole = kept.mail.as_string() + kept.text + kept.html
    for secret in (TITLE, TEXT, ANSWER, "Kryptonym", "alice", circle.pk, Ask.objects.get().pk):
        assert secret not in whole
    assert "There is something new for you in Dugnad." in kept.text


@pytest.mark.parametrize(
    "speaker", [UNDER_ANOTHER_NAME, Speaker(Voice.BEHALF, case_name="Samir")], ids=["pseudonym", "behalf"]
)
def test_nobody_behind_another_name_is_in_a_letter_even_from_an_open_circle(
    mail: Mail, alice: Member, bob: Member, open_circle: Circle, speaker: Speaker
) -> None:
    kept = answered(mail, bob, alice, open_circle, speaker=speaker)
    assert kept.mail["Subject"] == "There is something new for you"
    for secret in (TITLE, ANSWER, "Nightingale", "Samir", "alice"):
        assert secret not in kept.text + kept.html


def test_nothing_written_by_people_reaches_the_headers_as_a_line(
    mail: Mail, alice: Member, bob: Member, open_circle: Circle
) -> None:
    title = "A bed\r\nBcc: everybody@example.org\x0b\x85\u2028X-Evil: yes"
    kept = answered(mail, bob, alice, open_circle, title=title)
    assert kept.mail["Bcc"] is None
    assert kept.mail["X-Evil"] is None
    assert str(kept.mail["Subject"]).startswith("alice has answered you: A bed Bcc: everybody@example.org X-Evil")


@pytest.mark.parametrize(
    ("text", "line"),
    [("a\r\nb", "a b"), ("\x00a\u2029b\x1b", "a b"), ("å" * 200, "å" * 139 + "…"), ("سلام", "سلام")],
)
def test_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


def test_text_is_escaped_in_html(mail: Mail, alice: Member, bob: Member, open_circle: Circle) -> None:
    kept = answered(mail, bob, alice, open_circle, title="<script>x</script>")
    assert "<script>" not in kept.html
    assert "&lt;script&gt;" in kept.html
    assert re.findall(r"(?:src|style)=", kept.html) == []


def test_plain_text_and_html_say_the_same(mail: Mail, alice: Member, bob: Member, open_circle: Circle) -> None:
    kept = answered(mail, bob, alice, open_circle)
    said = re.sub(r"<title>.*?</title>|<[^>]+>", " ", kept.html)
    plain = re.sub(r"https?://\S+|[>:]", " ", kept.text)
    assert said.replace(":", " ").split() == plain.split()


def test_in_the_language_of_the_member(mail: Mail, alice: Member, bob: Member, open_circle: Circle) -> None:
    Member.objects.filter(pk=bob.pk).update(language="sv")
    kept = answered(mail, bob, alice, open_circle)
    assert kept.mail["Content-Language"] == "sv"
    assert '<html lang="sv" dir="ltr">' in kept.html


@pytest.mark.parametrize("taken_in", [True, False])
def test_whoever_takes_answers_says_where_they_go(
    monkeypatch: pytest.MonkeyPatch,
    mail: Mail,
    alice: Member,
    bob: Member,
    open_circle: Circle,
    taken_in: bool,
) -> None:
    def reply_to(letter: Letter, words: Words, told: bool) -> Reply | None:
        return Reply(f"{letter.pk}@replies.example.org", (f"Answer this letter. {told}",)) if taken_in else None

    monkeypatch.setattr(replying, "_reply_to", [])
    register_reply(reply_to)
    kept = answered(mail, bob, alice, open_circle)
    assert kept.mail["Reply-To"] == (f"{Letter.objects.get().pk}@replies.example.org" if taken_in else None)
    assert ("Answer this letter. True" in kept.text) == taken_in
