"""Where mails that others write (allauth's, about accounts) go: the outbox if there is a mail server, else the folder.

So no page waits for a mail server: signing in with one that hangs takes as long as without.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from dugnad.kit.clock import now
from dugnad.notify import folder
from dugnad.notify.actions.outbox import post_account_letter


class Post(BaseEmailBackend):
    """Django's way of sending mails, without sending them itself."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Take the mails; how many. Raises `OSError` when the folder cannot be written."""
        return sum(self._take(message) for message in email_messages)

    def _take(self, message: EmailMessage) -> int:
        receivers = message.recipients()
        message.extra_headers.setdefault("Auto-Submitted", "auto-generated")
        written: Any = message.message()  # Django's own kind, which can be told how lines end
        mail: bytes = written.as_bytes(linesep="\r\n")
        for receiver in receivers:
            name = folder.fresh_name()
            if settings.CONFIG.smtp:
                to = sanitize_address(receiver, message.encoding or settings.DEFAULT_CHARSET)
                post_account_letter(letter_id=name, to=to, mail=mail, at=now())
            else:
                folder.put(name, mail)
        return 1 if receivers else 0
