"""What is given back, and who has to know, when a member leaves for good."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import datetime

from django.db.models import Count, F, Q

from dugnad.asks.actions import calls, holding, offers
from dugnad.asks.enums import Booking, CallState, State
from dugnad.asks.models import Answer, Ask, Call, Offer, Reservation, Rotation
from dugnad.kit.refusal import Refused
from dugnad.people.holdings import Loose
from dugnad.people.models import Member

ANSWERS = "answers"
"""The wish that answers may stay."""


def part(member: Member, at: datetime) -> Iterator[Loose]:
    """Give back asks, calls and places in offers; close what they asked, and name those who help with it."""
    for ask in Ask.objects.filter(held_by=member).select_related("circle", "author"):
        with suppress(Refused):
            holding.hand_over(by=member, ask=ask, at=at)
    Ask.objects.filter(held_by=member).update(state=State.OPEN, held_by=None, held_at=None)
    for call in Call.objects.filter(member=member, state__in=[CallState.WAITING, CallState.ACCEPTED]):
        with suppress(Refused):
            calls.decline(by=member, call=call, at=at)
    yield from _close(member, at)
    yield from _stop_offering(member, at)


def _close(member: Member, at: datetime) -> Iterator[Loose]:
    mine = Ask.objects.filter(author=member, state__in=[State.OPEN, State.HELD]).select_related("circle", "author")
    for ask in mine:
        promised = Call.objects.filter(ask=ask, state=CallState.ACCEPTED).values("member")
        for helper in Member.objects.filter(Q(pk=ask.held_by_id) | Q(pk__in=promised)).exclude(pk=member.pk):
            yield Loose("help", ask.circle_id, helper)
        with suppress(Refused):
            holding.close(by=member, ask=ask, at=at)


def _stop_offering(member: Member, at: datetime) -> Iterator[Loose]:
    standing = Reservation.objects.filter(booking__in=[Booking.HELD, Booking.KEPT], opening__ends_at__gt=at)
    known = standing.select_related("ask", "by", "opening__offer")
    for booked in known.filter(Q(opening__offer__author=member) | Q(by=member)):
        other = booked.by if booked.by_id != member.pk else booked.opening.offer.author
        if other.pk != member.pk:
            yield Loose("help", booked.ask.circle_id, other)
        with suppress(Refused):
            offers.give_back(by=member, reservation=booked, at=at)
    for offer in Offer.objects.filter(author=member, ended_at=None):
        with suppress(Refused):
            offers.end(by=member, offer=offer, at=at)


def forget(member: Member, granted: Collection[str]) -> None:
    """Count the answers of others' asks without theirs, if they go; and forget whose turn it was."""
    Rotation.objects.filter(after=member.pk).update(after="")
    if ANSWERS in granted:
        return
    mine = Answer.objects.filter(author=member, by_asker=False).values("ask").annotate(many=Count("pk"))
    for row in mine.values_list("ask", "many"):
        Ask.objects.filter(pk=row[0], answer_count__gte=row[1]).update(answer_count=F("answer_count") - row[1])
