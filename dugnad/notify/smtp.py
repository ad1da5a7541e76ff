"""Handing letters to a mail server."""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from ipaddress import ip_address
from typing import Any

from dugnad.config import MailServer
from dugnad.kit.logs import unnamed
from dugnad.notify.carriers import AddressRefused, Hand, LetterRefused, PutOff, ServerAway, Trouble
from dugnad.notify.replying import return_path

PATIENCE = 20.0
"""Seconds without an answer after which a server counts as away."""
LONGEST = 60.0
"""Seconds for one letter in all, however slowly somebody answers."""
GOODBYE = 2.0
"""Seconds a server has to say goodbye."""
CLOSING = 421
WRONG_ADDRESS = {550, 551, 553}
LONGEST_SAID = 300


class _Plain(smtplib.SMTP):
    """Shows itself before it waits for the first word, so that somebody can put an end to the waiting."""

    def __init__(self, *given: Any, seen: Callable[[smtplib.SMTP], None], **options: Any) -> None:
        self._seen = seen
        super().__init__(*given, **options)

    def getreply(self) -> tuple[int, bytes]:
        """What the server says."""
        self._seen(self)
        return super().getreply()


class _Encrypted(_Plain, smtplib.SMTP_SSL):
    """The same, encrypted from the first word."""


class Line:
    """A connection to the mail server, opened with the first letter and opened anew after it broke."""

    def __init__(
        self, server: MailServer, sender: str, *, patience: float = PATIENCE, longest: float = LONGEST
    ) -> None:
        self.server = server
        self.sender = sender
        self.patience = patience
        self.longest = longest
        self._open: smtplib.SMTP | None = None
        self._seen: smtplib.SMTP | None = None

    def hand(self, letter: str, to: str, mail: bytes) -> None:
        """Hand over `mail`; return once the server has said that it has it. Raises `Trouble`."""
        watch = threading.Timer(self.longest, self._cut)
        watch.daemon = True
        watch.start()
        try:
            self._send(to, mail, return_path(letter))
        except (smtplib.SMTPException, OSError) as error:
            self.close()
            raise ServerAway(_told(error)) from error
        except ServerAway:
            self.close()
            raise
        finally:
            watch.cancel()

    def close(self) -> None:
        """Say goodbye, if anybody is there."""
        line, self._open = self._open, None
        if line is not None:
            with suppress(smtplib.SMTPException, OSError):
                if line.sock is not None:
                    line.sock.settimeout(GOODBYE)
                line.quit()
            with suppress(OSError):
                line.close()

    def _cut(self) -> None:
        line = self._seen
        if line is not None and line.sock is not None:
            with suppress(OSError):
                line.sock.shutdown(socket.SHUT_RDWR)

    def _send(self, to: str, mail: bytes, back: str) -> None:
        line = self._connected()
        code, said = line.mail(back or self.sender)
        if code != 250 and back:  # some servers take mail from one address only
            line.rset()
            code, said = line.mail(self.sender)
        if code != 250:
            raise ServerAway(_said(code, said))
        try:
            self._tell(line, to, mail)
        except (smtplib.SMTPException, OSError) as error:
            raise ServerAway(_told(error), midway=True) from error

    def _tell(self, line: smtplib.SMTP, to: str, mail: bytes) -> None:
        code, said = _receiver(line, to)
        if code not in {250, 251}:
            raise self._refused(line, code, said, _wrong_receiver)
        try:
            code, said = line.data(mail)
        except smtplib.SMTPDataError as error:
            code, said = error.smtp_code, _bytes(error.smtp_error)
        if code != 250:
            raise self._refused(line, code, said, LetterRefused)

    def _refused(self, line: smtplib.SMTP, code: int, said: bytes, for_good: Callable[[str], Trouble]) -> Trouble:
        if code == CLOSING:
            return ServerAway(_said(code, said))
        line.rset()
        return PutOff(_said(code, said)) if code < 500 else for_good(_said(code, said))

    def _connected(self) -> smtplib.SMTP:
        if self._open is not None:
            return self._open
        kind = _Encrypted if self.server.encrypted else _Plain
        options: dict[str, Any] = {"context": ssl.create_default_context()} if self.server.encrypted else {}
        made: smtplib.SMTP = kind(
            self.server.host,
            self.server.port,
            local_hostname=self.sender.rpartition("@")[2],  # else the machine's own name is looked up, and told
            timeout=self.patience,
            seen=self._see,
            **options,
        )
        self._open = made
        made.ehlo_or_helo_if_needed()
        if not self.server.encrypted:
            self._encrypt(made)
        if self.server.user:
            made.login(self.server.user, self.server.password)
        return made

    def _see(self, line: smtplib.SMTP) -> None:
        self._seen = line

    def _encrypt(self, line: smtplib.SMTP) -> None:
        if line.has_extn("starttls"):
            line.starttls(context=ssl.create_default_context())
            line.ehlo()
        elif not _is_here(self.server.host):
            raise ServerAway("The mail server offers no encryption, and it is another machine: nothing was sent.")


def _receiver(line: smtplib.SMTP, to: str) -> tuple[int, bytes]:
    try:
        return line.rcpt(to)
    except UnicodeEncodeError:
        return 553, b"The mail server cannot write to addresses with such letters."


def _wrong_receiver(said: str) -> Trouble:
    """A refusal at the name of the receiver is about them, unless the server says that it is about us (5.7)."""
    code = int(said[:3])
    return AddressRefused(said) if code in WRONG_ADDRESS and not said[4:].startswith("5.7.") else LetterRefused(said)


def _is_here(host: str) -> bool:
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost"


def _bytes(said: bytes | str) -> bytes:
    return said if isinstance(said, bytes) else said.encode()


def _said(code: int, said: bytes) -> str:
    return unnamed(f"{code} {said.decode('utf-8', 'replace')}")[:LONGEST_SAID]


def _told(error: Exception) -> str:
    return unnamed(f"{type(error).__name__}: {error}")[:LONGEST_SAID]


@contextmanager
def carrying(server: MailServer, sender: str) -> Iterator[Hand]:
    """Letters handed over on one line, which is closed in the end."""
    line = Line(server, sender)
    try:
        yield line.hand
    finally:
        line.close()
