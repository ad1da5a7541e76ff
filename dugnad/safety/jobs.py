"""What the clock does with cases."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from dugnad.circles.models import Circle
from dugnad.kit.clock import now
from dugnad.kit.jobs import periodic
from dugnad.safety.actions import clockwork, deciding
from dugnad.safety.actions.reporting_from_outside import forget_networks
from dugnad.safety.actions.settling import settle_overdue
from dugnad.safety.enums import Outcome, Phase, State
from dugnad.safety.models import Appeal, Case, Decision
from dugnad.safety.rules import CIRCLE
from dugnad.safety.terms import APPEAL_WAITS, APPEAL_WITHIN, KEPT_AFTER, PROPOSAL_WAITS


@periodic(every=timedelta(minutes=5))
def end_what_has_had_its_time() -> None:
    """Lift what one steward did a day ago and nobody seconded, and what was decided for some days."""
    end_measures(now())


@periodic(every=timedelta(hours=1))
def settle_and_close_cases() -> None:
    """Settle appeals that waited long enough, call others where nobody decides, close and erase old cases."""
    settle_appeals(now())
    fill_seats(now())
    forget_networks(now())
    close_cases(now())
    empty_cases(now())


def end_measures(at: datetime) -> int:
    """How many lapsed or were served out."""
    late = Q(state=State.EMERGENCY, until__lte=at) | Q(state=State.PROPOSED, proposed_at__lte=at - PROPOSAL_WAITS)
    decisions = Decision.objects.select_related("case__circle", "case__person")
    ended = sum(deciding.lapse(one, at) for one in decisions.filter(late))
    served = decisions.filter(state=State.STANDS, ended_at=None, until__lte=at)
    ended += sum(clockwork.serve_out(one, at) for one in served)
    for circle in Circle.objects.exclude(hidden={}):
        clockwork.tidy(circle, at)
    return ended


def settle_appeals(at: datetime) -> int:
    """How many were settled by the words given so far."""
    waiting = Appeal.objects.filter(outcome=Outcome.WAITING, at__lte=at - APPEAL_WAITS)
    settled = 0
    for appeal in waiting.select_related("decision__case__circle", "decision__case__person"):
        with transaction.atomic():
            settled += settle_overdue(appeal, at)
    return settled


def fill_seats(at: datetime) -> int:
    """How many were called to decide about circles, where others did not."""
    return sum(clockwork.fill(case, at) for case in Case.objects.filter(phase=Phase.OPEN, thing_kind=CIRCLE))


def close_cases(at: datetime) -> None:
    """Those in which it is too late to appeal."""
    for case in Case.objects.filter(phase=Phase.DECIDED, decided_at__lte=at - APPEAL_WITHIN).select_related("circle"):
        clockwork.close(case, at)


def empty_cases(at: datetime) -> None:
    """Those that were closed long ago."""
    for case in Case.objects.filter(phase=Phase.CLOSED, closed_at__lte=at - KEPT_AFTER, emptied_at=None):
        clockwork.empty(case, at)
