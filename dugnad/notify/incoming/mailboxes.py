"""Mail to an address of one purpose that answers no letter of ours: handed to whoever gave the address out.

Unlike an answer of a member, what a machine wrote is taken, too: an office that says by itself that something has come
says something. Nothing is ever written back, so no loop begins.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.conf import settings

from dugnad.config import secret
from dugnad.kit.limits import spend
from dugnad.kit.mailboxes import Arrived, box_of, local_of
from dugnad.notify.fates import Fate
from dugnad.notify.incoming.mail import Mail, read
from dugnad.notify.incoming.mime import Unreadable
from dugnad.notify.incoming.terms import PER_MAILBOX


class TooManyThere(Exception):
    """More has come to one address than it takes in a day."""


def take(raw: bytes, to: str, at: datetime) -> Fate:
    """Hand a message on; what became of it. Raises `TooManyThere`."""
    box, local = box_of(to), local_of(to)
    if box is None or local is None:
        return Fate.UNKNOWN
    try:
        mail = read(raw)
    except Unreadable:
        return Fate.UNREADABLE
    if mail.is_refused_address:
        return Fate.RETURNED
    text = (mail.text or mail.whole).strip()
    if not text:
        return Fate.EMPTY
    most, per = PER_MAILBOX
    if not spend(f"mail to {local}", most=most, per=per, at=at):
        raise TooManyThere
    box.take(Arrived(local=local, sender=mail.sender, text=text, key=_key(local, mail, raw), at=at))
    return Fate.DONE


def _key(local: str, mail: Mail, raw: bytes) -> str:
    told = mail.message_id.encode() if mail.message_id else b"\x00" + raw
    said = local.encode() + b"\x00" + told
    return hashlib.blake2b(said, key=secret(settings.CONFIG.data, "limits").encode()[:64], digest_size=16).hexdigest()
