"""What the tests of telling have in common: somebody with an address, and a mail server that does as it is told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from allauth.account.models import EmailAddress

from dugnad.config import MailServer
from dugnad.ledger.models import Act
from dugnad.notify.carriers import Hand
from dugnad.notify.follower import Teller
from dugnad.notify.sending import send_due
from dugnad.notify.smtp import Line
from dugnad.people.models import Member
from tests.cast import NOON


def with_address(member: Member, address: str = "") -> Member:
    """`member`, who has given and confirmed an address."""
    email = address or f"{member.handle}@example.org"
    EmailAddress.objects.create(user=member, email=email, verified=True, primary=True)
    return member


def follow(at: datetime = NOON) -> None:
    """Everybody is told of everything on the ledger, as the worker does it."""
    Teller().tell(list(Act.objects.order_by("id")), at)


def send(line: Line, at: datetime = NOON) -> int:
    """What is due leaves by `line`; how many letters came to an end."""

    @contextmanager
    def carry() -> Iterator[Hand]:
        yield line.hand

    return send_due(carry, at=at)


@dataclass
class Kept:
    """A mail that arrived, as its receiver sees it, and as it was sent."""

    to: str
    mail: EmailMessage
    raw: bytes
    sender: str = ""
    """Where it is sent back to."""

    @property
    def text(self) -> str:
        part = self.mail.get_body(("plain",))
        assert part is not None
        return str(part.get_content()).replace("\r\n", "\n")

    @property
    def html(self) -> str:
        part = self.mail.get_body(("html",))
        assert part is not None
        return str(part.get_content())


@dataclass
class Office:
    """A mail server on loopback. `to_receiver` and `to_mail` are what it answers to RCPT and at the end of DATA."""

    arrived: list[Kept] = field(default_factory=list)
    to_receiver: str = "250 OK"
    to_mail: str = "250 OK"
    hangs: float = 0
    drops_after_data: bool = False
    from_ours_only: bool = False
    tries: int = 0

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.from_ours_only and address != "dugnad@example.org":
            return "553 5.7.1 Sender address rejected: not owned by user"
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # the names are aiosmtpd's
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.tries += 1
        await asyncio.sleep(self.hangs)
        if self.to_receiver.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.to_receiver

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # as above
        if self.to_mail.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            mail = message_from_bytes(content, _class=EmailMessage, policy=default)
            self.arrived += [Kept(to, mail, content, envelope.mail_from or "") for to in envelope.rcpt_tos]
        if self.drops_after_data and server.transport is not None:
            server.transport.close()
        return self.to_mail


class PostOffice(Controller):
    """The thread in which an office is open, on any port that is free."""

    def _trigger_server(self) -> None:
        assert isinstance(self.server, asyncio.Server)
        self.port = self.server.sockets[0].getsockname()[1]  # any that was free
        super()._trigger_server()  # type: ignore[no-untyped-call]  # aiosmtpd has no types for it


@contextmanager
def open_office() -> Iterator[tuple[Office, Callable[[], Line]]]:
    """A mail server and how to get a line to it, which waits no longer than a second for anything."""
    office = Office()
    controller = PostOffice(office, hostname="127.0.0.1", port=0, enable_SMTPUTF8=False)
    controller.start()
    server = MailServer("127.0.0.1", controller.port, "", "", False)
    lines: list[Line] = []

    def line() -> Line:
        lines.append(Line(server, "dugnad@example.org", patience=1.0, longest=2.0))
        return lines[-1]

    try:
        yield office, line
    finally:
        for one in lines:
            one.close()
        controller.stop()
