"""Addresses of one purpose each, to which mail may come that answers no letter of ours.

An app that gives out such addresses says by which letter they begin, and what is done with what comes there:

    register(Mailbox("t", known=is_ours, take=take_in))

An address is the letter, an id and a mark that is hard to guess, in digits and small letters, before the @ of our mail
domain. What takes mail in (`dugnad.notify.incoming`) need not know what they are for.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from dugnad.kit.ids import ALPHABET, LENGTH

MARK = 26
"""Characters of the mark: 130 bits."""


@dataclass(frozen=True)
class Arrived:
    """`local` is what stands before the @, in small letters. `text` is what was written, `sender` whom it says it is
    from, which nobody can know. `key` is the same for the same message to the same address, in 32 characters."""

    local: str
    sender: str
    text: str
    key: str
    at: datetime


@dataclass(frozen=True)
class Mailbox:
    """`known` says whether an address is good now; `take` does what is to be done, once for each key: False if the
    message has come before."""

    letter: str
    known: Callable[[str], bool]
    take: Callable[[Arrived], bool]


class AlreadyRegistered(Exception):
    """Two mailboxes with one letter."""


_boxes: dict[str, Mailbox] = {}


def register(box: Mailbox) -> None:
    """Take mail in for addresses that begin with its letter. Raises `AlreadyRegistered`."""
    if box.letter in _boxes:
        raise AlreadyRegistered(box.letter)
    _boxes[box.letter] = box


def domain() -> str:
    """Where mail comes in; empty when none can."""
    here: str = settings.CONFIG.mail_domain
    return here or ("" if settings.CONFIG.smtp else "localhost")


def local_of(address: str) -> str | None:
    """What stands before the @ of an address of a registered kind at our domain, in small letters; else None."""
    local, _at, host = address.strip().strip("<>").lower().rpartition("@")
    if not domain() or host.rstrip(".") != domain().lower():
        return None
    return local if _shape().fullmatch(local) else None


def box_of(address: str) -> Mailbox | None:
    """The mailbox of an address that is good now."""
    local = local_of(address)
    box = _boxes.get(local[0]) if local else None
    return box if box and local and box.known(local) else None


def named_in(text: str) -> str | None:
    """The first such address inside a header, without its domain."""
    found = re.search(rf"\b{_shape().pattern}(?=@)", text, re.I)
    return found[0].lower() if found else None


def _shape() -> re.Pattern[str]:
    letters = "".join(_boxes) or "(?!)"
    kind = f"[{letters}]" if _boxes else letters
    return re.compile(rf"{kind}[{ALPHABET}]{{{LENGTH + MARK}}}")
