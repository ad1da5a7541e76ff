"""What offers and living answers have to say beside an ask."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dugnad.asks import rules
from dugnad.asks.enums import Booking, State
from dugnad.asks.models import Ask, Reservation
from dugnad.asks.queries import living, offers
from dugnad.kit.clock import now
from dugnad.people.models import Member

UNDER_WAY = {State.OPEN, State.HELD}


def offers_that_fit(member: Member, ask: Ask) -> SafeString:
    """Offers with something free, and what is already held for this ask, while it is under way."""
    if ask.state not in UNDER_WAY:
        return SafeString("")
    held = Reservation.objects.visible_to(member).filter(ask=ask).exclude(booking=Booking.RELEASED)
    context = {
        "ask": ask,
        "fits": offers.fitting(member, ask, now()) if rules.answers_ask.can(member, ask) else [],
        "reservations": held.select_related("opening__offer"),
    }
    return render_to_string("asks/offers_that_fit.html", context)


def living_beside(member: Member, ask: Ask) -> SafeString:
    """What the circle knows about this kind of ask; once it is resolved, the offer to write down what worked."""
    context = {
        "ask": ask,
        "living": living.about(member, ask),
        "may_distil": ask.state not in UNDER_WAY and rules.resolves.can(member, ask),
    }
    return render_to_string("asks/living_beside.html", context)
