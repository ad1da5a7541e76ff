"""Calling people by lot to decide what a circle's own stewards cannot: what is reported about the circle itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from random import SystemRandom

from dugnad.people.models import Member
from dugnad.safety.actions.moving import note
from dugnad.safety.acts import CALLED_TO_DECIDE
from dugnad.safety.models import Case, Drawn
from dugnad.safety.queries.deciders import deciders, outsiders, stewards_elsewhere
from dugnad.safety.terms import DRAWN_FOR, PANEL

Lot = Callable[[Sequence[Member], int], list[Member]]


def by_lot(among: Sequence[Member], most: int) -> list[Member]:
    """At most so many of them, each as likely as any other."""
    return SystemRandom().sample(list(among), min(most, len(among)))


def draw(case: Case, at: datetime, *, lot: Lot = by_lot) -> list[Member]:
    """Fill the seats of those who decide a case about a circle; who was called now. Call under `hold`.

    Stewards of other circles first, then members who do not tend it. Whoever has sat for two weeks stays, and their
    seat is filled besides, so that nobody can keep a case waiting.
    """
    sitting = Drawn.objects.filter(case=case, at__gt=at - DRAWN_FOR, member__in=deciders(case)).count()
    missing = max(0, PANEL - sitting)
    called = lot(stewards_elsewhere(case), missing)
    called += lot(outsiders(case, at), missing - len(called))
    for member in called:
        Drawn.objects.create(case=case, member=member, at=at)
        note(CALLED_TO_DECIDE, None, case.pk, case, at, toward=member)
    return called
