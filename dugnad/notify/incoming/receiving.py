"""One message, from its bytes to what it asks for.

The same message may come any number of times, at the same moment too: a row that can exist only once is written in the
transaction that does what it asks for. No log says who wrote, to whom, or what.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime

from allauth.account.models import EmailAddress
from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from dugnad.config import secret
from dugnad.kit import hints
from dugnad.kit.clock import now
from dugnad.kit.folding import same_in_any_case
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.notify.actions.outbox import refuse_address
from dugnad.notify.addresses import domain
from dugnad.notify.fates import Fate, Why
from dugnad.notify.incoming import held, letters, mailboxes
from dugnad.notify.incoming.counting import count
from dugnad.notify.incoming.doors import WHEREVER, Door, door
from dugnad.notify.incoming.mail import Mail, read
from dugnad.notify.incoming.mime import Unreadable
from dugnad.notify.incoming.terms import PER_LETTER, PER_MEMBER
from dugnad.notify.models import Received
from dugnad.notify.queries.wishes import address_of, language_of
from dugnad.people.replying import Done, Said, Unsure, replying
from dugnad.people.telling import words_for

GOOD_FOR_SOMETHING = ("/letters/stop/", "/letters/held/")
NAME_PART = re.compile(r"[^\W\d_]{3,}")


class TooMany(Exception):
    """Too many answers in a short time. Whoever brought this one may bring it again later."""


@dataclass(frozen=True)
class Envelope:
    """What the mail server says about a message. `sender` is empty for what must not be answered, None if unknown."""

    to: str
    sender: str | None = None


def receive(raw: bytes, envelope: Envelope, at: datetime | None = None) -> Fate:
    """Do what a message asks for; what became of it. Raises `TooMany`, and whatever the database raises."""
    at = at or now()
    try:
        fate = _receive(raw, envelope, at)
    except TooMany:
        count(Fate.PUT_OFF, at)
        raise
    count(fate, at)
    return fate


def _receive(raw: bytes, envelope: Envelope, at: datetime) -> Fate:
    leads_to = door(envelope.to)
    if leads_to is None:
        return _elsewhere(raw, envelope, at)
    try:
        mail = read(raw)
    except Unreadable:
        return Fate.UNREADABLE
    if leads_to.is_for_bounces:
        return _returned(leads_to, mail, at)
    if mail.is_automatic or envelope.sender == "" or _is_ours(mail):
        return Fate.AUTOMATIC
    key = _key(leads_to, mail, raw)
    if before := _met(key):
        return before
    _brake(leads_to, at)
    try:
        return _answered(leads_to, mail, key, at)
    except IntegrityError:
        if before := _met(key):  # the same message, brought twice at this moment
            return before
        raise


def _elsewhere(raw: bytes, envelope: Envelope, at: datetime) -> Fate:
    """To an address that others gave out, or to none of ours."""
    try:
        return mailboxes.take(raw, envelope.to, at)
    except mailboxes.TooManyThere as error:
        raise TooMany from error


def _returned(leads_to: Door, mail: Mail, at: datetime) -> Fate:
    """A letter came back. If that is because nobody is there, nothing more goes there until the member says so."""
    if mail.is_refused_address:
        address = address_of(leads_to.member)
        refuse_address(leads_to.letter, address=address, said="It came back: there is nobody at this address.", at=at)
    return Fate.RETURNED


def _is_ours(mail: Mail) -> bool:
    """A letter of ours, brought to us."""
    return re.fullmatch(rf"<[0-9a-z]{{16}}@{re.escape(domain().lower())}>", mail.message_id.lower()) is not None


def _key(leads_to: Door, mail: Mail, raw: bytes) -> str:
    """The same for the same message to the same door; 32 characters that fit a form."""
    told = mail.message_id.encode() if mail.message_id else b"\x00" + raw
    said = leads_to.letter.pk.encode() + b"\x00" + told
    return hashlib.blake2b(said, key=secret(settings.CONFIG.data, "limits").encode()[:64], digest_size=16).hexdigest()


def _met(key: str) -> Fate | None:
    known = Received.objects.filter(key=key).values_list("fate", flat=True).first()
    return Fate(known) if known else None


def _brake(leads_to: Door, at: datetime) -> None:
    for whose, (most, per) in ((leads_to.letter.pk, PER_LETTER), (leads_to.member.pk, PER_MEMBER)):
        if not spend(f"answers by mail {whose}", most=most, per=per, at=at):
            raise TooMany


@transaction.atomic
def _answered(leads_to: Door, mail: Mail, key: str, at: datetime) -> Fate:
    received = Received(key=key, member=leads_to.member, letter=leads_to.letter, fate=Fate.DONE, at=at)
    received.save(force_insert=True)
    with translation.override(language_of(leads_to.member)):
        received.fate = _act(received, leads_to, mail, at)
    received.save()
    return Fate(received.fate)


def _act(received: Received, leads_to: Door, mail: Mail, at: datetime) -> Fate:
    member, answered = leads_to.member, mail.message_id
    words = without_our_links(mail.text)
    if not words:
        letters.empty(member, mail.whole, answered, at)
        return Fate.EMPTY
    try:
        if why := _wants_asking(leads_to, mail, words):
            return _hold(received, why, words, answered, at)
        done = do(received, Said(words, received.key), at)
    except Unsure:
        return _hold(received, Why.UNSURE, words, answered, at)
    except Refused as refusal:
        letters.refused(member, str(refusal.reason), words, answered, at)
        return Fate.REFUSED
    if done.unshown:
        letters.unshown(member, done.line, done.unshown, answered, at)
    return Fate.DONE


@transaction.atomic
def do(received: Received, said: Said, at: datetime) -> Done:
    """What an answer asks for, if its member may do it now. Raises `Refused` with nothing changed, or `Unsure`."""
    letter, member = received.letter, received.member
    act = letter.act
    entry = replying(act.verb) if act else None
    words = words_for(member, [act]).get(act.pk) if act else None
    if Door(letter, member, is_for_bounces=False).has_closed(at):
        raise Refused(_("The letter that you answer is more than thirty days old. Answer on the page instead."))
    if entry is None or act is None or words is None:
        raise Refused(_("What you answered is not open to you any more."))
    if not words.travels:
        raise Refused(_("What is written there does not leave by e-mail. Answer on the page instead."))
    return entry.do(member, act, said, at)


def _wants_asking(leads_to: Door, mail: Mail, words: str) -> Why | None:
    """Whether the member is asked first. Who sent a message is not known, but an honest mistake shows."""
    confirmed = EmailAddress.objects.filter(user=leads_to.member, verified=True)
    known = {_bare(address) for address in confirmed.values_list("email", flat=True)}
    if _bare(mail.sender) not in known:
        return Why.ANOTHER_SENDER
    if hints.find(words, settings.CONFIG.country) or _tells_a_name(mail, words, leads_to.member.handle):
        return Why.TELLS_MUCH
    return None


def _bare(address: str) -> str:
    """An address without what follows a plus, as it compares."""
    local, _at, host = same_in_any_case(address).rpartition("@")
    return f"{local.partition('+')[0]}@{host}"


def _tells_a_name(mail: Mail, words: str, handle: str) -> bool:
    """Whether the writer's name, as their mail program has it, stands in the words, and is not what they go by here."""
    known = same_in_any_case(handle)
    name = {part for part in NAME_PART.findall(same_in_any_case(mail.sender_name)) if part not in known}
    return not name.isdisjoint(NAME_PART.findall(same_in_any_case(words)))


def _hold(received: Received, why: Why, words: str, answered: str, at: datetime) -> Fate:
    received.why, received.fate = why, Fate.HELD
    held.keep(received, words)
    letters.held(received, answered, at)
    return Fate.HELD


def without_our_links(text: str) -> str:
    """`text` without lines that hold an address or link good for something: they came out of a letter."""
    kept = [line for line in text.split("\n") if not WHEREVER.search(line)]
    return "\n".join(line for line in kept if not any(one in line for one in GOOD_FOR_SOMETHING)).strip()
