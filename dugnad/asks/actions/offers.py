"""Offering standing help, and taking a place in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.asks import rules
from dugnad.asks.acts import HELD_PLACE, KEPT_PLACE, OFFER_CHANGED, OFFER_ENDED, OFFERED, RELEASED_PLACE
from dugnad.asks.enums import BOOKING_TRANSITIONS, Booking, State, Unit
from dugnad.asks.models import Ask, Kind, Offer, Opening, Reservation
from dugnad.circles import rules as circle_rules
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.models import Circle
from dugnad.kit import fulltext
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Place
from dugnad.protection import contact

HOLD = timedelta(hours=24)
"""How long a place waits for the one who offers it to agree."""


@dataclass(frozen=True)
class Stretch:
    """A time in which an offer stands."""

    starts_at: datetime
    ends_at: datetime


@transaction.atomic
def offer(
    *,
    by: Member,
    circle: Circle,
    kind: Kind,
    title: str,
    unit: Unit,
    capacity: int,
    stretches: Sequence[Stretch],
    form_key: str,
    text: str = "",
    place: Place | None = None,
    at: datetime | None = None,
) -> Offer:
    """Standing help in `circle`: `capacity` units in each of `stretches`. The same form sent twice is one offer."""
    circle_rules.belongs.require(by, circle)
    at = at or now()
    existing = Offer.objects.filter(author=by, form_key=form_key).first()
    if existing:
        return existing
    require_may_post(OFFERED, by=by, circle=circle, at=at, text=text)
    offer_id = new_id()
    act = record(OFFERED, by=by, about=offer_id, circle=circle.pk, amount=capacity, at=at)
    made = Offer(
        id=offer_id,
        act=act,
        circle=circle,
        author=by,
        kind=kind,
        title=title,
        text=text,
        place=place,
        unit=unit,
        capacity=capacity,
        created_at=at,
        form_key=form_key,
    )
    made.save(force_insert=True)
    _open(made, stretches)
    _index(made)
    return made


def _index(offer: Offer) -> None:
    fulltext.put("offer", offer.pk, scope=offer.circle_id, title=offer.title, body=offer.text)


def _open(offer: Offer, stretches: Sequence[Stretch]) -> None:
    Opening.objects.bulk_create(
        Opening(offer=offer, starts_at=s.starts_at, ends_at=s.ends_at, places=offer.capacity) for s in stretches
    )


@transaction.atomic
def change(
    *,
    by: Member,
    offer: Offer,
    title: str,
    text: str,
    place: Place | None,
    stretches: Sequence[Stretch] = (),
    at: datetime | None = None,
) -> Offer:
    """New words, and further stretches of time. What is already taken stays as it is."""
    rules.is_author.require(by, offer)
    changed = Offer.objects.filter(pk=offer.pk, ended_at=None).update(title=title, text=text, place=place)
    if changed != 1:
        raise Refused(_("This offer has ended, so it stays as it was. You can make a new one."))
    known = set(offer.openings.values_list("starts_at", flat=True))
    offer.refresh_from_db()
    _open(offer, [s for s in stretches if s.starts_at not in known])
    _index(offer)
    record(OFFER_CHANGED, by=by, about=offer.pk, circle=offer.circle_id, at=at)
    return offer


@transaction.atomic
def end(*, by: Member, offer: Offer, at: datetime | None = None) -> None:
    """Stop offering. Places that were agreed stay agreed; those only held are given back."""
    rules.is_author.require(by, offer)
    at = at or now()
    if Offer.objects.filter(pk=offer.pk, ended_at=None).update(ended_at=at) != 1:
        raise Refused(_("This offer has ended already."))
    fulltext.drop("offer", offer.pk)
    record(OFFER_ENDED, by=by, about=offer.pk, circle=offer.circle_id, at=at)
    for reservation in Reservation.objects.filter(opening__offer=offer, booking=Booking.HELD).select_related("ask"):
        _move(reservation, Booking.RELEASED, by=by, at=at)


@transaction.atomic
def take(
    *, by: Member, opening: Opening, ask: Ask, form_key: str, wanted: int = 1, at: datetime | None = None
) -> list[Reservation]:
    """Hold `wanted` places of `opening` for `ask` until the one who offers has answered.

    All of them or none. The same form sent twice holds them once. Raises `Refused` when too few are free: the
    database refuses to give a place twice, however many ask at the same moment.
    """
    at = at or now()
    before = list(Reservation.objects.filter(by=by, form_key=form_key, opening=opening))
    if before:
        return before
    _may_take(by, opening, ask, at)
    return [_hold_one(by, opening, ask, form_key, at) for _each in range(wanted)]


def _may_take(by: Member, opening: Opening, ask: Ask, at: datetime) -> None:
    offer = opening.offer
    rules.reads_lasting.require(by, offer)
    rules.answers_ask.require(by, ask)
    for one in {by.pk, ask.author_id}:
        contact.require(one, offer.author_id)
    if offer.ended_at or opening.ends_at <= at:
        raise Refused(_("This is no longer offered. Nothing was held; the other offers are still there."))
    if ask.circle_id != offer.circle_id:
        raise Refused(_("This offer is made in another circle than the ask. Ask there, or ask the one who offers."))
    if ask.state not in {State.OPEN, State.HELD}:
        raise Refused(_("This ask is no longer open, so nothing was held for it."))


def _hold_one(by: Member, opening: Opening, ask: Ask, form_key: str, at: datetime) -> Reservation:
    taken = set(
        Reservation.objects.filter(opening=opening).exclude(booking=Booking.RELEASED).values_list("place", flat=True)
    )
    for place in range(1, opening.places + 1):
        if place in taken:
            continue
        try:
            with transaction.atomic():
                return _insert(by, opening, place, ask, form_key, at)
        except IntegrityError:
            continue  # somebody else was a moment earlier: try the next place
    raise Refused(_("Somebody was a moment before you: not enough is free at that time. Nothing was held."))


def _insert(by: Member, opening: Opening, place: int, ask: Ask, form_key: str, at: datetime) -> Reservation:
    reservation_id = new_id()
    act = record(
        HELD_PLACE,
        by=by,
        about=reservation_id,
        circle=ask.circle_id,
        toward=opening.offer.author,
        cause=ask.act_id,
        amount=1,
        at=at,
    )
    made = Reservation(
        id=reservation_id,
        act=act,
        opening=opening,
        place=place,
        ask=ask,
        by=by,
        held_until=min(at + HOLD, opening.ends_at),
        created_at=at,
        form_key=form_key,
    )
    made.save(force_insert=True)
    return made


@transaction.atomic
def agree(*, by: Member, reservation: Reservation, at: datetime | None = None) -> None:
    """The one who offers says yes."""
    rules.is_author.require(by, reservation.opening.offer)
    for one in {reservation.by_id, reservation.ask.author_id}:
        contact.require(one, by.pk)
    _move(reservation, Booking.KEPT, by=by, at=at or now())


@transaction.atomic
def give_back(*, by: Member, reservation: Reservation, at: datetime | None = None) -> None:
    """The place is free again: said by whoever took it, by the one it is for, or by the one who offers."""
    concerned = {reservation.by_id, reservation.ask.author_id, reservation.opening.offer.author_id}
    if by.pk not in concerned:
        raise Refused(_("Only the two of you it concerns can give this back."))
    _move(reservation, Booking.RELEASED, by=by, at=at or now())


@transaction.atomic
def let_go(*, at: datetime) -> int:
    """Give back what was held and not agreed to in time. Returns how many. By the clock; may run twice."""
    late = Reservation.objects.filter(booking=Booking.HELD, held_until__lte=at).select_related("ask", "by")
    moved = 0
    for reservation in late:
        _move(reservation, Booking.RELEASED, by=None, at=at)
        moved += 1
    return moved


def _move(reservation: Reservation, to: Booking, *, by: Member | None, at: datetime) -> None:
    sources = [source for source, targets in BOOKING_TRANSITIONS.items() if to in targets]
    verb = KEPT_PLACE if to == Booking.KEPT else RELEASED_PLACE
    act = record(
        verb,
        by=by,
        about=reservation.pk,
        circle=reservation.ask.circle_id,
        toward=reservation.by,
        cause=reservation.act_id,
        amount=1,
        at=at,
    )
    moved = Reservation.objects.filter(pk=reservation.pk, booking__in=sources).update(booking=to, act=act)
    if moved != 1:
        raise Refused(_("This was settled a moment ago. Look at the page again to see how."))
    reservation.booking, reservation.act = to, act
