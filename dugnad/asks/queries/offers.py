"""Which offers there are, which fit an ask, and what is free in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Count, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from dugnad.asks.enums import Booking
from dugnad.asks.models import Ask, Offer, Opening, Reservation
from dugnad.asks.rules import reads_ask, reads_lasting
from dugnad.kit.prepared import Prepared
from dugnad.methods.distance import great_circle_km
from dugnad.people.models import Member, Place


class Free(TypedDict):
    """How many places of an opening are left."""

    free: int


if TYPE_CHECKING:
    from django_stubs_ext import WithAnnotations

    OpeningWithFree = WithAnnotations[Opening, Free]


@dataclass(frozen=True)
class Fit:
    """An offer that may answer an ask. `kilometres` is None where a place is not known."""

    offer: Offer
    first_free: datetime
    kilometres: float | None


def _taken() -> Subquery:
    rows = (
        Reservation.objects.filter(opening=OuterRef("pk"))
        .exclude(booking=Booking.RELEASED)
        .order_by()
        .values("opening")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Subquery(rows, output_field=IntegerField())


def openings(offers: QuerySet[Offer] | Offer, at: datetime) -> QuerySet[OpeningWithFree]:
    """What is still to come of these offers, soonest first, each with `free`: how many places are left."""
    of = Q(offer=offers) if isinstance(offers, Offer) else Q(offer__in=offers)
    return (
        Opening.objects.filter(of, ends_at__gt=at, offer__ended_at=None)
        .annotate(free=F("places") - Coalesce(_taken(), 0))
        .order_by("starts_at", "id")
    )


def standing(member: Member, at: datetime) -> QuerySet[Offer]:
    """Every offer the member may see that still has time to come, newest first."""
    coming = Opening.objects.filter(ends_at__gt=at).values("offer")
    return (
        Offer.objects.visible_to(member)
        .filter(ended_at=None, pk__in=coming)
        .select_related("author", "kind", "place", "circle")
        .order_by("-created_at", "-id")
    )


def _fitting(circle: str, kind: str, at: datetime) -> QuerySet[Offer]:
    free = (
        Opening.objects.filter(offer=OuterRef("pk"), ends_at__gt=at)
        .annotate(free=F("places") - Coalesce(_taken(), 0))
        .filter(free__gt=0)
        .order_by("starts_at")
    )
    return (
        Offer.objects.filter(circle=circle, kind=kind, ended_at=None)
        .annotate(first_free=Subquery(free.values("starts_at")[:1]))
        .select_related("author", "place")
        .order_by("-created_at", "-id")
    )


FITTING = Prepared(_fitting)


def _held_for(ask: str) -> QuerySet[Reservation]:
    held = Reservation.objects.filter(ask=ask).exclude(booking=Booking.RELEASED)
    return held.select_related("opening__offer").order_by("opening__starts_at", "place")


HELD_FOR = Prepared(_held_for)


def fitting(member: Member, ask: Ask, at: datetime, most: int = 3) -> list[Fit]:
    """Offers of the ask's circle and kind with something free, the nearest first; one query."""
    found = FITTING.objects(circle=ask.circle_id, kind=ask.kind_id, at=at)
    fits = [
        Fit(offer, offer.first_free, _between(ask.place, offer.place))
        for offer in found
        if offer.first_free is not None and reads_lasting.can(member, offer)
    ]
    fits.sort(key=lambda fit: (fit.kilometres is None, fit.kilometres or 0.0, fit.first_free))
    return fits[:most]


def held_for(member: Member, ask: Ask) -> list[Reservation]:
    """Places held for an ask that `member` reads, as far as they concern the member: as `visible_to` has it."""
    found: list[Reservation] = HELD_FOR.objects(ask=ask.pk)
    return [one for one in found if member.pk in {one.by_id, ask.author_id, one.opening.offer.author_id}]


def _between(one: Place | None, other: Place | None) -> float | None:
    if one is None or other is None:
        return None
    return great_circle_km(one.latitude, one.longitude, other.latitude, other.longitude)


def _waiting(member: str) -> QuerySet[Reservation]:
    held = Reservation.objects.filter(opening__offer__author=member, booking=Booking.HELD)
    return held.select_related("opening__offer", "ask", "by").order_by("opening__starts_at")


WAITING = Prepared(_waiting)


def waiting_for(member: Member) -> list[Reservation]:
    """Places somebody holds in the member's offers, waiting for a yes, for asks that the member reads."""
    found: list[Reservation] = WAITING.objects(member=member.pk)
    return [one for one in found if reads_ask.can(member, one.ask)]
