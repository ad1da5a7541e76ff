"""Members take part by e-mail alone: are called, accept, answer, are thanked. Files and followers are real."""

from __future__ import annotations

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from dugnad.asks.enums import CallState, Nature, Voice
from dugnad.asks.models import Answer, Call, Thanks
from dugnad.circles.enums import Openness
from dugnad.kit.clock import now
from dugnad.ledger.models import Act
from dugnad.ledger.running import run_once
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.dropping import take_up
from dugnad.notify.sending import carrier, send_due
from dugnad.people.models import Member
from tests.asks.making import make_ask
from tests.cast import make_circle
from tests.notify.incoming.making import answer_to, put_in_folder
from tests.notify.making import with_address

pytestmark = pytest.mark.django_db(transaction=True)


class Post:
    """The letters in the folder, each read once."""

    def __init__(self, data: Path) -> None:
        self.folder = data / "mail"
        self.seen: set[Path] = set()

    def bring(self) -> None:
        """What the worker does: followers, then what is due."""
        while run_once():
            pass
        while send_due(carrier):
            pass

    def to(self, member: Member) -> EmailMessage:
        """The one new letter to `member`."""
        self.bring()
        (found,) = [
            (path, mail)
            for path in sorted(self.folder.glob("*.eml"))
            if path not in self.seen
            for mail in [message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)]
            if mail["To"] == f"{member.handle}@example.org"
        ]
        self.seen.add(found[0])
        return found[1]

    def answer(self, letter: EmailMessage, text: str, sender: str) -> list[Fate]:
        """Somebody answers a letter; what became of it."""
        put_in_folder(answer_to(letter, text, sender))
        return take_up(settled=0)


def test_by_e_mail_alone(data: Path, alice: Member, bob: Member) -> None:
    circle = make_circle(with_address(alice), with_address(bob), openness=Openness.OPEN, name="Lund")
    post = Post(data)
    ask = make_ask(alice, circle, title="A bed for two nights", at=now())

    called = post.to(bob)
    assert "A bed for two nights" in called["Subject"]
    assert post.answer(called, "accept", "Bob <bob@example.org>") == [Fate.DONE]
    assert Call.objects.get(member=bob).state == CallState.ACCEPTED

    told = post.to(alice)
    assert "bob will help you" in told["Subject"]

    assert post.answer(called, "We have a room, and no dog.\nCome at six.\n\n-- \nbob", "bob@example.org") == [
        Fate.DONE
    ]
    written = Answer.objects.get()
    assert (written.text, written.nature, written.voice, written.author, written.ask) == (
        "We have a room, and no dog.\nCome at six.", Nature.PRACTICAL, Voice.OWN, bob, ask
    )  # fmt: skip

    answered = post.to(alice)
    assert Call.objects.get(member=bob).state == CallState.CAME
    body = answered.get_body(("plain",))
    assert body is not None
    assert "We have a room, and no dog." in body.get_content()
    assert post.answer(answered, "Tack!", "alice@example.org") == [Fate.DONE]
    assert Thanks.objects.get().by == alice

    assert post.answer(answered, "Thank you so much! He sleeps already.", "alice@example.org") == [Fate.DONE]
    added = Answer.objects.get(by_asker=True)
    assert added.text == "He sleeps already."
    assert Thanks.objects.count() == 1
    assert list(Act.objects.filter(verb__in=["accepted-call", "answered-practical", "thanked", "ask-added-to"])
                .order_by("pk").values_list("verb", flat=True)) == [
        "accepted-call", "answered-practical", "thanked", "ask-added-to"
    ]  # fmt: skip
    assert list((data / "mail" / "in").glob("*.eml")) == []
