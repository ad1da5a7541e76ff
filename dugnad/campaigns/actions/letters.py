"""Writing to a target. What is sent is in `sending_letters`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns.acts import LETTER_WRITTEN
from dugnad.campaigns.enums import Feature, LetterState, RungKind
from dugnad.campaigns.models import Letter, Rung, Target
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.rules import may
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.methods import likeness
from dugnad.people.addresses import Address
from dugnad.people.models import Member, Place

FEWEST = likeness.SHORTEST
"""Words of one's own without which nothing is a letter."""
MOST_BEGUN, IN = 20, timedelta(days=1)
OF_A_NETWORK, NOWHERE, AN_HOUR = 30, 10, timedelta(hours=1)
"""Letters begun from one network by people whom nobody knows yet; `NOWHERE` times as many where none is known (Tor)."""


@dataclass(frozen=True)
class Writer:
    """Whoever writes: a member, a supporter, or somebody with an `address` that nobody has confirmed yet.

    `network` is where that somebody's form came from (`dugnad.kit.networks`).
    """

    name: str
    person: Person | None = None
    address: Address | None = None
    place: Place | None = None
    language: str = "en"
    network: str = ""


def begin(
    *, by: Writer, rung: Rung, own: str, target: Target | None, form_key: str, at: datetime | None = None
) -> Letter:
    """A draft that begins with the writer's `own` words. The same form sent twice is one letter.

    Raises `Refused` when the campaign takes no letters now, or when there are hardly any words.
    """
    if already := Letter.objects.filter(form_key=form_key).first():
        return already
    _must_be_open(by.person, rung)
    if len(likeness.words(own)) < FEWEST:
        raise Refused(_("Write at least one whole sentence of your own. It is what makes them read the letter."))
    try:
        return _write(by, rung, own, target, form_key, at or now())
    except IntegrityError:  # the same form, sent a moment ago, has come through meanwhile
        return Letter.objects.get(form_key=form_key)


def _must_be_open(person: Person | None, rung: Rung) -> None:
    member = person if isinstance(person, Member) else None
    if rung.kind != RungKind.WRITE or rung.done or not may(member, rung.campaign, Feature.ACT):
        raise Refused(_("This campaign takes no more letters. What you wrote is still here, for you to copy."))


@transaction.atomic
def _write(by: Writer, rung: Rung, own: str, target: Target | None, form_key: str, at: datetime) -> Letter:
    who = by.person.person_key if by.person else by.address.mailbox if by.address else ""
    if not who or not spend(f"letters begun {who}", most=MOST_BEGUN, per=IN, at=at):
        raise Refused(_("That is more letters than one person writes in a day. Those you began are still there."))
    if not by.person and not _room_for(by.network, at):
        raise Refused(_("Many letters come from your network just now. What you wrote is still here: try in an hour."))
    letter_id = new_id()
    guide = getattr(rung, "letter_guide", None)
    made = Letter(
        id=letter_id,
        act=_record(by.person, letter_id, rung, at) if by.person else None,
        campaign=rung.campaign,
        rung=rung,
        target=target,
        email=by.address.to if by.address and not by.person else "",
        writer_name=by.name,
        place=by.place,
        language=by.language,
        subject=(guide.subject if guide else "") or rung.campaign.title,
        text=own.strip(),
        created_at=at,
        changed_at=at,
        form_key=form_key,
        **columns(by.person),
    )
    made.save(force_insert=True)
    return made


def _room_for(network: str, at: datetime) -> bool:
    """So that nobody can have us write to mailboxes by the thousand."""
    most = OF_A_NETWORK * (1 if network else NOWHERE)
    return spend(f"letters from {network}", most=most, per=AN_HOUR, at=at)


def columns(person: Person | None) -> dict[str, Any]:
    """Whose letter it is, in its columns."""
    member = isinstance(person, Member)
    return {"member": person if member else None, "supporter": None if member else person}


def _record(person: Person, letter_id: str, rung: Rung, at: datetime) -> Act:
    campaign = rung.campaign
    return record(
        LETTER_WRITTEN,
        by=person,
        about=letter_id,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )


@dataclass(frozen=True)
class Wording:
    """What one can still change. `points` are lines of the guide that go to the end of the text."""

    subject: str
    text: str
    writer_name: str
    target: Target | None
    points: Sequence[str] = ()
    shown: bool = False


@transaction.atomic
def reword(*, letter: Letter, wording: Wording, at: datetime | None = None) -> Letter:
    """Keep the letter as it is now. Whoever holds its address may; a sent one is `Refused`, and stays as it was."""
    known = set(guide.lines()) if (guide := getattr(letter.rung, "letter_guide", None)) else set()
    new = [point for point in wording.points if point in known and point not in wording.text]
    text = "\n\n".join([wording.text.strip(), *(["\n".join(new)] if new else [])])
    open_ones = Letter.objects.filter(pk=letter.pk, state__in=[LetterState.DRAFT, LetterState.WAITING])
    kept = open_ones.update(
        subject=wording.subject,
        text=text,
        writer_name=wording.writer_name,
        target=wording.target,
        shown=wording.shown,
        changed_at=at or now(),
    )
    if kept != 1:
        raise Refused(_("This letter has been sent, so it stays as it was. You can write another one."))
    letter.refresh_from_db()
    return letter


@transaction.atomic
def discard(*, letter: Letter) -> None:
    """Throw a draft away. A sent letter stays."""
    if not Letter.objects.filter(pk=letter.pk).exclude(state=LetterState.SENT).delete()[0]:
        raise Refused(_("This letter has been sent, so it stays as it was."))


@transaction.atomic
def show(*, letter: Letter, shown: bool) -> None:
    """Let everybody read a letter one has written, or not any more."""
    Letter.objects.filter(pk=letter.pk).update(shown=shown)
    letter.shown = shown
