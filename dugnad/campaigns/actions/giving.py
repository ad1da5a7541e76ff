"""Writing down what was given elsewhere. No money passes through here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules, taking_part
from dugnad.campaigns.acts import GAVE, GIFT_RECEIVED, GIFT_STRUCK
from dugnad.campaigns.enums import GiftKind, GiverShown
from dugnad.campaigns.models import Gift, Rung
from dugnad.campaigns.models.doing import Person, columns
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member


@dataclass(frozen=True)
class What:
    """Money as `amount` in minor units of `currency`, or `things` in words; `where` it went.

    `giver` names somebody without an account, for whom an organiser writes it down.
    """

    amount: int | None = None
    currency: str = ""
    things: str = ""
    where: str = ""
    giver: str = ""
    shown: GiverShown = GiverShown.SOMEBODY


def give(*, by: Person, rung: Rung, what: What, form_key: str, at: datetime | None = None) -> Gift:
    """Write a gift into the open ledger. The same form sent twice is one gift.

    Raises `Refused` for those who may not take part, and for a `giver` unless an organiser writes it down.
    """
    taking_part.require(by, rung)
    if what.giver:
        _require_organiser(by, rung)
    sent = Gift.objects.filter(person_key=by.person_key, form_key=form_key)
    if already := sent.first():
        return already
    try:
        return _write(by, rung, what, form_key, at or now())
    except IntegrityError:
        if already := sent.first():  # the same form, sent a moment ago, has come through meanwhile
            return already
        raise


def _require_organiser(by: Person, rung: Rung) -> None:
    if not isinstance(by, Member):
        raise Refused(_("Only organisers write down what others gave."))
    rules.organises.require(by, rung.campaign)


@transaction.atomic
def _write(by: Person, rung: Rung, what: What, form_key: str, at: datetime) -> Gift:
    campaign, gift_id = rung.campaign, new_id()
    hidden = what.shown == GiverShown.HIDDEN
    # An act is never erased. What nobody is to know does not stand in one, nor who gave it where others read.
    act = record(
        GAVE,
        by=by,
        about=gift_id,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        amount=None if hidden else what.amount,
        audience=Audience.PUBLIC if what.shown == GiverShown.NAMED else Audience.PRIVATE,
        at=at,
    )
    made = Gift(
        id=gift_id,
        act=act,
        campaign=campaign,
        kind=GiftKind.THINGS if what.amount is None else GiftKind.MONEY,
        amount=what.amount,
        currency=what.currency,
        things=what.things,
        where=what.where,
        giver=what.giver,
        shown=what.shown,
        given_at=at,
        form_key=form_key,
        **columns(by),
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def receive(*, by: Member, gift: Gift, at: datetime | None = None) -> None:
    """A second person saw that it has come. Once. Raises `Refused` for whoever gave it or wrote it down."""
    rules.organises.require(by, gift.campaign)
    at = at or now()
    if gift.person_key == by.person_key:
        raise Refused(_("You wrote this down yourself: a receipt takes a second person."))
    if Gift.objects.filter(pk=gift.pk, received_at=None, struck_at=None).update(received_at=at, received_by=by) == 1:
        _told(GIFT_RECEIVED, by, gift, at)


@transaction.atomic
def strike(*, by: Person, gift: Gift, because: str, at: datetime | None = None) -> None:
    """It was a mistake: it no longer counts, and stays to be seen as struck out. By whoever wrote it, or an organiser.

    Raises `Refused` for others, and for a gift that a second person has received.
    """
    at = at or now()
    if gift.person_key != by.person_key:
        _organiser_of(by, gift)
    standing = Gift.objects.filter(pk=gift.pk, received_at=None, struck_at=None)
    if standing.update(struck_at=at, struck_because=because) != 1:
        raise Refused(_("This was received, or struck out before, so it stays as it is."))
    _told(GIFT_STRUCK, by, gift, at)


def _organiser_of(by: Person, gift: Gift) -> None:
    if not isinstance(by, Member):
        raise Refused(_("Only whoever wrote this down, or an organiser, can strike it out."))
    rules.organises.require(by, gift.campaign)


def _told(verb: Verb, by: Person, gift: Gift, at: datetime) -> None:
    campaign = gift.campaign
    record(
        verb,
        by=by,
        about=gift.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
