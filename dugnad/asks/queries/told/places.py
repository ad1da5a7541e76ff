"""Places in offers: held, given, given back. Never in a letter: whose bed it is, nor who sleeps there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from dugnad.asks import acts as verbs
from dugnad.asks.enums import Booking
from dugnad.asks.models import Reservation
from dugnad.asks.queries.told.naming import Line, page_of
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_reservations(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """Places in offers: held, given, given back. Never whose bed it is, nor who sleeps there, in a letter."""
    found = Reservation.objects.visible_to(member).select_related("opening__offer", "ask")
    known = found.in_bulk({act.object_id for act in acts})
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        held = known.get(act.object_id)
        if held is None or (act.actor and act.actor not in people):
            continue
        name = people[act.actor].handle if act.actor else ""
        line = PLACE_LINES[act.verb] if act.actor else _free_again
        told[act.pk] = Words(
            line=line() % {"name": name, "offer": held.opening.offer.title},
            page=page_of(held.ask),
            title=held.ask.title,
            over=act.verb == verbs.HELD_PLACE.code and held.booking != Booking.HELD,
        )
    return told


def _free_again() -> str:
    return _("A place that was held is free again: %(offer)s")


PLACE_LINES: dict[str, Line] = {
    verbs.HELD_PLACE.code: lambda: _("%(name)s would like a place, and waits for your yes: %(offer)s"),
    verbs.KEPT_PLACE.code: lambda: _("%(name)s gives you the place: %(offer)s"),
    verbs.RELEASED_PLACE.code: lambda: _("%(name)s has given a place back: %(offer)s"),
}
