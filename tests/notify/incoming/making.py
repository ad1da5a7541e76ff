"""Answers by e-mail, written the way mail programs write them."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from django.conf import settings
from django.core import mail as django_mail
from django.utils import translation

from dugnad.kit.ids import new_id
from dugnad.notify.incoming.doors import address
from dugnad.notify.incoming.receiving import Envelope
from dugnad.notify.models import Letter
from dugnad.people.models import Member
from tests.asks.making import SOON

LATER = SOON + timedelta(minutes=5)


def quoted(letter: EmailMessage) -> str:
    """A letter as an English Gmail quotes it under an answer."""
    body = letter.get_body(("plain",))
    assert body is not None
    lines = str(body.get_content()).rstrip().splitlines()
    said = f"On Sun, 22 Nov 2026 at 11:02, Dugnad <{letter['Reply-To'].addresses[0].addr_spec}> wrote:"
    return "\n".join(["", said, "", *(f"> {line}" for line in lines)])


def mail(
    text: str,
    *,
    sender: str = "bob@example.org",
    to: str = "somebody@example.org",
    message_id: str = "",
    **headers: str,
) -> bytes:
    """A message as plain text."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"] = sender, to
    made["Subject"] = "Re: You are asked by name"
    made["Message-ID"] = message_id or f"<{new_id()}@example.org>"
    for name, value in headers.items():
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made.as_bytes()


def door_of(letter: Letter) -> str:
    """Where a letter is answered."""
    assert letter.member
    return address(letter, letter.member)


def envelope(letter: Letter, sender: str | None = None) -> Envelope:
    """To the door of a letter."""
    return Envelope(door_of(letter), sender)


def letter_to(member: Member) -> Letter:
    """The latest letter to a member about one thing."""
    return Letter.objects.filter(member=member, sort="told").select_related("member", "act").latest("pk")


def told(member: Member) -> str:
    """The one letter we wrote back, and it went to `member`."""
    (letter,) = django_mail.outbox
    assert letter.to == [f"{member.handle}@example.org"]
    assert letter.extra_headers["Auto-Submitted"] == "auto-replied"
    return str(letter.body)


def answer_to(letter: EmailMessage, text: str, sender: str) -> bytes:
    """What somebody's mail program makes of their words and the letter they answer."""
    return mail(f"{text}\n{quoted(letter)}", sender=sender, to=letter["Reply-To"].addresses[0].addr_spec)


def put_in_folder(raw: bytes, name: str = "") -> Path:
    """As a file where answers are put."""
    folder = Path(settings.CONFIG.data) / "mail" / "in"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name or new_id()}.eml"
    path.write_bytes(raw)
    return path


def in_english() -> translation.override:
    """The language of the tests."""
    return translation.override("en")
