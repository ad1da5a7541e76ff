"""What offers and living answers have to say beside an ask."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from dugnad.asks import rules
from dugnad.asks.enums import State
from dugnad.asks.models import Ask
from dugnad.asks.queries import living, offers
from dugnad.kit.clock import now
from dugnad.people.models import Member

UNDER_WAY = {State.OPEN, State.HELD}


def offers_that_fit(member: Member, ask: Ask) -> SafeString:
    """Offers with something free, and what is already held for this ask, while it is under way."""
    if ask.state not in UNDER_WAY:
        return SafeString("")
    held = offers.held_for(member, ask)
    fits = offers.fitting(member, ask, now()) if rules.answers_ask.can(member, ask) else []
    if not held and not fits:
        return SafeString("")
    return render_to_string("asks/offers_that_fit.html", {"ask": ask, "fits": fits, "reservations": held})


def living_beside(member: Member, ask: Ask) -> SafeString:
    """What the circle knows about this kind of ask; once it is resolved, the offer to write down what worked."""
    known = living.about(member, ask)
    may_distil = ask.state not in UNDER_WAY and rules.resolves.can(member, ask)
    if not known and not may_distil:
        return SafeString("")
    return render_to_string("asks/living_beside.html", {"ask": ask, "living": known, "may_distil": may_distil})
