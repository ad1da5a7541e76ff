"""Letters leave from here: one after the other, by a thread of the worker that does nothing else."""

from __future__ import annotations

import logging
import threading
from contextlib import AbstractContextManager
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings
from django.db import Error, close_old_connections, connection

from dugnad.config import mail_server
from dugnad.kit.clock import now
from dugnad.kit.seal import Unreadable, unseal
from dugnad.notify import folder, smtp
from dugnad.notify.actions import outbox
from dugnad.notify.carriers import AddressRefused, Carrier, Hand, LetterRefused, PutOff, ServerAway
from dugnad.notify.composing import compose
from dugnad.notify.enums import SEALED, Sort
from dugnad.notify.envelopes import enveloped
from dugnad.notify.models import Letter
from dugnad.notify.outside import opened
from dugnad.notify.passages import Composed, Later

log = logging.getLogger(__name__)
AT_A_TIME = 50
LOOK = 2.0
"""Seconds between two looks into the outbox."""
LONGEST_PAUSE = 30.0


def carrier() -> AbstractContextManager[Hand]:
    """To the mail server that was configured, else into the folder."""
    server = mail_server(settings.CONFIG)
    return smtp.carrying(server, parseaddr(settings.CONFIG.sender)[1]) if server else folder.carrying()


def run(stop: threading.Event) -> None:
    """Send what is due until `stop` is set. A database that is away is waited for."""
    pause = LOOK
    while not stop.is_set():
        try:
            close_old_connections()
            while send_due(carrier, stop=stop):
                pass
            pause = LOOK
        except Error as error:
            log.warning("The outbox cannot be read (%s).", type(error).__name__)
            connection.close()
            pause = min(pause * 2, LONGEST_PAUSE)
        stop.wait(pause)
    connection.close()


def send_due(carry: Carrier, *, at: datetime | None = None, stop: threading.Event | None = None) -> int:
    """Send a handful of the letters that are due, and return how many have come to an end. 0: nothing to do, for now.

    `at` stands still for tests. Raises `django.db.Error`.
    """
    ids = outbox.due(at or now(), AT_A_TIME)
    if not ids:
        return 0
    ended = 0
    with carry() as hand:
        for letter_id in ids:
            if stop is not None and stop.is_set():
                break
            letter = outbox.take(letter_id, at=at or now())
            if letter is None:
                continue
            try:
                ended += _send(letter, hand, at)
            except ServerAway as away:
                outbox.stall(letter, said=away.said, at=at or now(), midway=away.midway)
                log.warning("Letters wait: the operator's page tells why.")
                break
    return ended


def _send(letter: Letter, hand: Hand, at: datetime | None) -> bool:
    """Bring one letter on its way; whether it has come to an end. Raises `ServerAway`."""
    try:
        to, mail, included = _ready(letter, at or now())
    except _Ended:
        return True
    except _Waits:
        return False
    try:
        hand(letter.pk, to, mail)
    except PutOff as trouble:
        outbox.put_off(letter, said=trouble.said, at=at or now())
        return False
    except AddressRefused as trouble:
        outbox.refuse_address(letter, address=to, said=trouble.said, at=at or now())
    except LetterRefused as trouble:
        outbox.fail(letter, said=trouble.said, at=at or now())
    else:
        # Nothing stands between the server's yes and this line: it is the one place where a letter could leave twice.
        outbox.sent(letter, included=included, at=at or now())
    return True


class _Ended(Exception):
    """There is nothing to send."""


class _Waits(Exception):
    """Not now."""


Ready = tuple[str, bytes, tuple[str, ...]]


def _ready(letter: Letter, at: datetime) -> Ready:
    """Whom it is for, the mail, and the notices in it. Raises `_Ended` and `_Waits`, having written down why."""
    try:
        if letter.sort == Sort.ACCOUNT:
            return _account_letter(letter)
        if letter.sort in SEALED:
            written = opened(letter)
            return written.to, enveloped(letter, written, at).as_bytes(), ()
        composed = compose(letter, at)
        if isinstance(composed, Composed):
            return composed.to, enveloped(letter, composed, at).as_bytes(), composed.included
    except Error:
        raise
    except Exception as error:  # one letter that cannot be written does not stop the others
        log.error("A letter could not be written (%s)", type(error).__name__)  # what it says stays out of the log
        outbox.put_off(letter, said=f"It could not be written: {type(error).__name__}", at=at)
        raise _Waits from error
    if isinstance(composed, Later):
        outbox.hold_back(letter, until=composed.at)
        raise _Waits
    outbox.drop(letter, why=composed.why, at=at)
    raise _Ended


def _account_letter(letter: Letter) -> Ready:
    if letter.sealed is None:
        raise Unreadable("There is nothing in it.")
    to, _line, mail = unseal(letter.sealed, about=letter.pk).partition("\n")
    return to, mail.encode("ascii", "surrogateescape"), ()
