"""A composed letter as a mail: plain text, and the same words as simple HTML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from textwrap import indent
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import get_language_info

from dugnad.notify.addresses import message_id
from dugnad.notify.models import Letter
from dugnad.notify.passages import Composed, Passage

LONGEST_SUBJECT = 140
WHOLE = frozenset({"list-unsubscribe", "in-reply-to", "references"})


class _Policy(EmailPolicy):
    """Headers that machines read stay on one line: folded, Python would write long addresses as encoded words."""

    def fold(self, name: str, value: Any) -> str:
        return self._whole(name, value) if name.lower() in WHOLE else super().fold(name, value)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self._whole(name, value).encode("ascii") if name.lower() in WHOLE else super().fold_binary(name, value)

    def _whole(self, name: str, value: Any) -> str:
        return f"{name}: {value}{self.linesep}"


OURS = _Policy(linesep="\r\n", cte_type="7bit")  # not every server takes eight bits


def enveloped(letter: Letter, composed: Composed, at: datetime) -> EmailMessage:
    """The mail. Nothing in its headers has a line break, whatever people wrote."""
    mail = EmailMessage(policy=OURS)
    mail["From"] = sender()
    mail["To"] = Address(addr_spec=composed.to)
    mail["Subject"] = one_line(composed.subject)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = message_id(letter)
    if composed.thread:
        mail["In-Reply-To"] = mail["References"] = composed.thread
    if composed.reply_to:
        mail["Reply-To"] = Address(addr_spec=one_line(composed.reply_to))
    mail["Auto-Submitted"] = "auto-generated"
    if composed.stop:
        mail["List-Unsubscribe"] = f"<{composed.stop}>"
        mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail.set_content(plain(composed.passages))
    mail.add_alternative(html(composed), subtype="html")
    mail["Content-Language"] = composed.language
    return mail


def sender() -> Address:
    """Whom letters come from."""
    name, address = parseaddr(settings.CONFIG.sender)
    return Address(display_name=name, addr_spec=address)


def one_line(text: str) -> str:
    """Fit for a header: without line breaks and other signs that end one, and not too long."""
    line = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}…"


def plain(passages: Sequence[Passage]) -> str:
    """The passages as text, an empty line between them."""
    return "\n\n".join(_plain(passage) for passage in passages) + "\n"


def _plain(passage: Passage) -> str:
    if passage.href:
        return f"{passage.text}:\n{passage.href}"
    return indent(passage.text, "> ", lambda _line: True) if passage.quoted else passage.text


def html(composed: Composed) -> str:
    """The same words with links one can follow. Nothing in it is fetched from anywhere."""
    bidi = get_language_info(composed.language)["bidi"]
    return render_to_string("notify/letter.html", {"letter": composed, "direction": "rtl" if bidi else "ltr"})
