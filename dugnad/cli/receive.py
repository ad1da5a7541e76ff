"""`dugnad receive`: one answer by e-mail, as a mail server hands it to a program."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace

from dugnad.notify.fates import Fate
from dugnad.notify.incoming.mime import LARGEST
from dugnad.notify.incoming.receiving import Envelope, TooMany, receive
from dugnad.notify.incoming.recipients import recipient

log = logging.getLogger(__name__)
EXITS = {Fate.UNKNOWN: os.EX_NOUSER, Fate.UNREADABLE: os.EX_DATAERR}
"""What Postfix, Exim and Sendmail understand (sysexits.h)."""


def run(asked: Namespace) -> int:
    """Take what stands on standard input."""
    sender = None if asked.sender is None else asked.sender.strip("<> ").removesuffix("MAILER-DAEMON")
    raw = sys.stdin.buffer.read(LARGEST + 1)
    try:
        fate = receive(raw, Envelope(to=asked.to or recipient(raw), sender=sender))
    except TooMany:
        print("Too many answers in a short time: bring it again later.", file=sys.stderr)
        return os.EX_TEMPFAIL
    except Exception as error:
        log.warning("An answer by e-mail could not be taken, and should come again (%s)", type(error).__name__)
        return os.EX_TEMPFAIL
    return EXITS.get(fate, os.EX_OK)
