"""Answers by e-mail, taken from a mail server: LMTP (RFC 2033) on an address of one's own machine.

A message is acknowledged when what it asked for is in the database, and not before; what is put off is brought again by
the mail server. Nothing that was written is logged.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Session
from aiosmtpd.smtp import Envelope as Arriving
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from dugnad.kit.mailboxes import box_of
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.doors import door
from dugnad.notify.incoming.mime import LARGEST
from dugnad.notify.incoming.receiving import Envelope, TooMany, receive

T = TypeVar("T")
log = logging.getLogger(__name__)
PATIENCE = 60
"""Seconds a mail server may be silent."""
MOST_RECEIVERS = 20
NOBODY = "550 5.1.1 There is nobody at this address"
LATER = "451 4.3.0 Not now, try again later"
ANSWERS = {
    Fate.UNKNOWN: NOBODY,
    Fate.UNREADABLE: "554 5.6.0 This message has too many parts to be read",
}


class Handler:
    """What is said to a mail server. The work is done in one thread, one message after the other."""

    def __init__(self, thread: ThreadPoolExecutor) -> None:
        self._thread = thread

    async def handle_RCPT(  # the library’s name
        self, server: SMTP, session: Session, envelope: Arriving, address: str, options: list[str]
    ) -> str:
        """Whether the address is one that we gave out."""
        if len(envelope.rcpt_tos) >= MOST_RECEIVERS:
            return "452 4.5.3 Too many receivers at once"
        try:
            known = await self._apart(partial(_is_known, address))
        except DatabaseError:
            return LATER
        if not known:
            return NOBODY
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Arriving) -> str:
        """An answer for each receiver, a line each, as LMTP wants it."""
        raw = envelope.original_content or b""
        sender = (envelope.mail_from or "").strip("<> ")
        told = [await self._apart(partial(_take, raw, to, sender)) for to in envelope.rcpt_tos]
        return "\r\n".join(told)

    async def _apart(self, work: partial[T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)


def _is_known(address: str) -> bool:
    close_old_connections()
    return door(address) is not None or box_of(address) is not None


def _take(raw: bytes, to: str, sender: str) -> str:
    close_old_connections()
    try:
        fate = receive(raw, Envelope(to, sender))
    except TooMany:
        return "451 4.7.1 Too many answers in a short time, try again later"
    except Exception as error:
        log.warning("An answer by e-mail could not be taken, and will come again (%s)", type(error).__name__)
        connection.close()
        return LATER
    return ANSWERS.get(fate, "250 2.0.0 Ok")


class _Conversation(LMTP):
    line_length_limit = LARGEST
    """Some programs write a paragraph on one line."""


class _Lmtp(Controller):
    def factory(self) -> SMTP:
        """One conversation."""
        return _Conversation(
            self.handler,
            data_size_limit=LARGEST,
            enable_SMTPUTF8=True,
            hostname=settings.CONFIG.mail_domain or "localhost",
            ident="Dugnad",
            timeout=PATIENCE,
        )


def run(stop: threading.Event) -> None:
    """Take answers until `stop` is set. Raises `OSError` when nothing can listen there."""
    place = settings.CONFIG.lmtp
    if not place:
        stop.wait()
        return
    host, _colon, port = place.rpartition(":")
    with ThreadPoolExecutor(1, thread_name_prefix="answers") as thread:
        server = _Lmtp(Handler(thread), hostname=host.strip("[]"), port=int(port))
        server.start()
        try:
            stop.wait()
        finally:
            server.stop()
            thread.submit(connection.close)
