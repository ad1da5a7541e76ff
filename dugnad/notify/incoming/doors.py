"""The addresses that letters are answered at: each stands for one letter, and is good for what that letter is about.

    r 0h3vk2m9p4q8r5ts 6w9x…  (1 + 16 + 26 characters, of 64 that the part before the @ may have)

The letter knows its member and its act; 130 bits of a keyed hash keep anybody from making up an address, and bind it to
the address the letter went to: whoever has confirmed another one since has ended those before. Only digits and small
letters are used, and capitals are understood, for mail programs change case. A door ends with its letter's member, 30
days after the letter, and opens nothing else: not a page, not an account, no other letter.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from dugnad.kit.folding import same_in_any_case
from dugnad.kit.ids import ALPHABET
from dugnad.notify.incoming.terms import ANSWERABLE_FOR
from dugnad.notify.models import Letter
from dugnad.notify.queries.wishes import address_of
from dugnad.notify.replying import Reply
from dugnad.people.models import Member
from dugnad.people.replying import replying
from dugnad.people.telling import Words

ANSWERS, BOUNCES = "r", "b"
MARK = 26
"""Characters of the keyed hash: 130 bits."""
LOCAL = re.compile(rf"([{ANSWERS}{BOUNCES}])([{ALPHABET}]{{16}})([{ALPHABET}]{{{MARK}}})", re.I)
WHEREVER = re.compile(rf"\b[{ANSWERS}{BOUNCES}][{ALPHABET}]{{{16 + MARK}}}(?=@)", re.I)
"""Such an address inside a text."""


@dataclass(frozen=True)
class Door:
    """What an address leads to. `member` is fresh: nothing is remembered of what they might do."""

    letter: Letter
    member: Member
    is_for_bounces: bool

    def has_closed(self, at: datetime) -> bool:
        """Whether its time is over."""
        return at > self.letter.created_at + ANSWERABLE_FOR


def domain() -> str:
    """Where answers come in; empty when they cannot."""
    here: str = settings.CONFIG.mail_domain
    return here or ("" if settings.CONFIG.smtp else "localhost")


def reply_to(letter: Letter, words: Words, told: bool) -> Reply | None:
    """The address for a letter, if it can be answered by mail.

    Letters that say nothing cannot: what a closed circle writes leaves it by mail in neither direction.
    """
    act, member = letter.act, letter.member
    entry = replying(act.verb) if act else None
    if not (domain() and told and entry and act and member and entry.may(member, act)):
        return None
    how = (
        *entry.how(),
        _("Write above this letter: what you quote of it is not shown. The address you answer to is for you alone, and"
          " good for thirty days; give it to nobody."),
    )  # fmt: skip
    return Reply(address(letter, member), how)


def address(letter: Letter, member: Member) -> str:
    """Where `letter` is answered."""
    return _address(ANSWERS, letter, member)


def return_path(letter_id: str) -> str:
    """Where mail servers send a letter back to, if they can; empty if not."""
    letter = (
        Letter.objects.filter(pk=letter_id).select_related("member").first() if settings.CONFIG.mail_domain else None
    )
    return bounce_address(letter) if letter and letter.act_id else ""


def bounce_address(letter: Letter) -> str:
    """Where that is, for a letter about one thing."""
    return _address(BOUNCES, letter, letter.member) if letter.member else ""


def _address(kind: str, letter: Letter, member: Member) -> str:
    return f"{kind}{letter.pk}{_mark(kind, letter, member)}@{domain()}"


def door(address: str) -> Door | None:
    """Where an address leads; None for one that we did not make, and one whose letter or member is gone."""
    local, _at, host = address.strip().strip("<>").rpartition("@")
    found = LOCAL.fullmatch(local)
    if not found or not domain() or host.lower().rstrip(".") != domain().lower():
        return None
    kind, letter_id, mark = (part.lower() for part in found.groups())
    letters = Letter.objects.filter(pk=letter_id, member__is_active=True, act__isnull=False)
    letter = letters.select_related("member", "act").first()
    member = letter.member if letter else None
    if letter is None or member is None or not constant_time_compare(mark, _mark(kind, letter, member)):
        return None
    return Door(letter, member, kind == BOUNCES)


def _mark(kind: str, letter: Letter, member: Member) -> str:
    """130 bits, as characters."""
    went_to = sha256(same_in_any_case(address_of(member)).encode()).hexdigest()
    said = f"{kind} {letter.pk} {member.pk} {letter.act_id} {went_to}"
    digest = salted_hmac("dugnad.notify.doors", said, algorithm="sha256").digest()
    number = int.from_bytes(digest[:17], "big") >> 6
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (MARK - 1), -5, -5))
