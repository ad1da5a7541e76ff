"""What we write back about an answer that came in: one letter, to the address the member has confirmed, never to
whoever sent it. It says that it is automatic, so that no machine answers it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.kit.limits import spend
from dugnad.notify.addresses import absolute
from dugnad.notify.incoming.held import token_of
from dugnad.notify.incoming.terms import LETTERS_BACK
from dugnad.notify.models import Received
from dugnad.notify.queries.wishes import address_of
from dugnad.people.models import Member

LONGEST_ID = 400


def refused(member: Member, reason: str, words: str, answered: str, at: datetime) -> None:
    """It could not be done, and nobody has seen it."""
    parts = (
        _("Your answer could not be taken. %(reason)s") % {"reason": reason},
        _("Nobody has seen it. Here it is again, so that nothing you wrote is lost:"),
        words,
    )
    _write(member, _("Your answer could not be taken"), parts, answered, at)


def empty(member: Member, whole: str, answered: str, at: datetime) -> None:
    """There were no words besides what was quoted."""
    parts = (
        _("Your answer came, and we found no words of yours in it: only what you quoted. Nobody has seen it."),
        _("Write above the letter that you answer. Here is what came:") if whole else "",
        whole,
    )
    _write(member, _("We found no words in your answer"), parts, answered, at)


def unshown(member: Member, done: str, words: str, answered: str, at: datetime) -> None:
    """It was done, and the words with it were shown to nobody."""
    parts = (done, _("What you wrote besides was not shown to anybody. Here it is again:"), words)
    _write(member, _("What you wrote was not shown"), parts, answered, at)


def held(received: Received, answered: str, at: datetime) -> None:
    """It waits for the member to look at it. Its words are not in the letter, for they may be somebody else's."""
    parts = (
        _("An answer to a letter of ours has come. Nobody has seen it yet, because we want to ask you first."),
        received.get_why_display(),
        _("Look at it within a week, and say whether it is meant so:")
        + "\n"
        + absolute(reverse("answer_held", args=[token_of(received)])),
        _("If you did not write it, somebody else has got a letter that was for you. You need not do anything."),
    )
    _write(received.member, _("Is this answer from you?"), parts, answered, at)


def _write(member: Member, subject: str, parts: Iterable[str], answered: str, at: datetime) -> None:
    to = address_of(member)
    most, per = LETTERS_BACK
    if not to or not spend(f"letters back {member.pk}", most=most, per=per, at=at):
        return
    thread = answered if len(answered) <= LONGEST_ID and answered.isascii() and answered.isprintable() else ""
    EmailMessage(
        subject=subject,
        body="\n\n".join(part for part in parts if part) + "\n",
        from_email=settings.CONFIG.sender,
        to=[to],
        headers={
            "Auto-Submitted": "auto-replied",
            "X-Auto-Response-Suppress": "All",
            **({"In-Reply-To": thread, "References": thread} if thread else {}),
        },
    ).send()
