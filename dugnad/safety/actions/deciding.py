"""Stewards decide a case: one proposes, others say yes, and when it takes no more of them it is in force.

All of it happens while the circle is held, so that of voices that come at the same moment one is the last.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.actions import effects
from dugnad.safety.actions.log_lines import log
from dugnad.safety.actions.moving import move, note, turn
from dugnad.safety.actions.proposals import Proposal, require_sensible
from dugnad.safety.acts import CASE_CLOSED, IN_FORCE, LAPSED, PROPOSED, SECONDED, SET_ASIDE
from dugnad.safety.enums import PENDING, Event, Measure, Phase, State
from dugnad.safety.models import Case, Decision, Voice
from dugnad.safety.queries.deciders import deciders, needed, voices
from dugnad.safety.terms import EMERGENCY


@transaction.atomic
def propose(*, by: Member, case: Case, proposal: Proposal, at: datetime | None = None) -> Decision:
    """Propose a measure, which is the first voice for it. In an emergency it is in force at once, for a day.

    `Refused` for those who do not decide the case, for a second proposal of theirs, and for what cannot be.
    """
    at = at or now()
    hold(case.circle)
    case.refresh_from_db()
    rules.decides_case.require(by, case)
    if case.phase != Phase.OPEN:
        raise Refused(_("This case is decided. What is reported now makes a new one."))
    require_sensible(case, proposal)
    decision = _written(by, case, proposal, at)
    _say_yes(by, decision, at)
    if not _decide_if_enough(by, decision, at) and proposal.emergency:
        _begin_for_a_day(by, decision, at)
    return decision


def _written(by: Member, case: Case, proposal: Proposal, at: datetime) -> Decision:
    decision_id = new_id()
    act = note(PROPOSED, by, decision_id, case, at)
    try:
        with transaction.atomic():
            return Decision.objects.create(
                id=decision_id, act=act, case=case, proposed_by=by, proposed_at=at, **proposal.facts()
            )
    except IntegrityError as twice:
        raise Refused(
            _("You have proposed something already. Take it back first, if you see it differently now.")
        ) from twice


@transaction.atomic
def second(*, by: Member, decision: Decision, at: datetime | None = None) -> None:
    """Say yes to what somebody else proposed. With the last voice that it takes it is decided."""
    at = at or now()
    hold(decision.case.circle)
    decision.refresh_from_db()
    rules.decides_case.require(by, decision.case)
    if decision.state not in PENDING or _over(decision, at):
        raise Refused(_("This does not wait for anybody any more. Look at how it stands now."))
    _say_yes(by, decision, at)
    _decide_if_enough(by, decision, at)


def _over(decision: Decision, at: datetime) -> bool:
    """The day of an emergency is over, whether or not the clock's job has come to it."""
    return decision.state == State.EMERGENCY and decision.until is not None and decision.until <= at


def _say_yes(by: Member, decision: Decision, at: datetime) -> None:
    act = note(SECONDED, by, decision.pk, decision.case, at)
    try:
        with transaction.atomic():
            Voice.objects.create(act=act, decision=decision, by=by, at=at)
    except IntegrityError as twice:
        raise Refused(_("You have said yes already. Somebody else has to see it the same way.")) from twice


def _decide_if_enough(by: Member, decision: Decision, at: datetime) -> bool:
    case, among = decision.case, deciders(decision.case)
    said = voices(decision, among)
    if said < needed(case, decision.measure, decision.days, len(among)):
        return False
    _set_aside_others(decision, at)
    until = at + timedelta(days=decision.days) if decision.days else None
    if decision.state == State.EMERGENCY:
        until = decision.in_force_at + timedelta(days=decision.days) if decision.in_force_at and decision.days else None
        effects.prolong(decision, until=until)
        facts: dict[str, object] = {"until": until}
    else:
        role = effects.apply(decision, by=by, until=until, hidden_until=None, at=at)
        facts = {"until": until, "in_force_at": at, "was_role": role}
    act = note(IN_FORCE, None, decision.pk, case, at, toward=case.person, amount=said)
    turn(decision, State.STANDS, act, decided_at=at, **facts)
    effects.trust_less(decision, cause=act.pk, at=at)
    log(decision, Event.DECIDED, voices=said, at=at)
    _move_on(decision, at)
    return True


def _move_on(decision: Decision, at: datetime) -> None:
    """A case in which nothing is taken from anybody is over; others wait for whether it is appealed."""
    over = decision.measure in {Measure.NOTHING, Measure.LET_BACK}
    act = note(CASE_CLOSED, None, decision.case_id, decision.case, at)
    move(decision.case, Phase.CLOSED if over else Phase.DECIDED, act, at)


def _begin_for_a_day(by: Member, decision: Decision, at: datetime) -> None:
    case, until = decision.case, at + EMERGENCY
    if (
        Decision.objects.filter(case=case, was_emergency=True, measure=decision.measure)
        .exclude(pk=decision.pk)
        .exists()
    ):
        raise Refused(_("This was done in an emergency before, in this case. Now it takes another steward."))
    role = effects.apply(decision, by=by, until=until, hidden_until=until, at=at)
    act = note(IN_FORCE, None, decision.pk, case, at, toward=case.person, amount=1)
    Decision.objects.filter(pk=decision.pk, state=State.PROPOSED).update(
        state=State.EMERGENCY, act=act, until=until, in_force_at=at, was_role=role, was_emergency=True
    )
    decision.refresh_from_db()
    log(decision, Event.EMERGENCY, voices=1, at=at)


@transaction.atomic
def take_back(*, by: Member, decision: Decision, at: datetime | None = None) -> None:
    """Not what I proposed, after all. What was in force because of it is undone."""
    at = at or now()
    hold(decision.case.circle)
    decision.refresh_from_db()
    rules.decides_case.require(by, decision.case)
    if decision.proposed_by_id != by.pk:
        raise Refused(_("Only the one who proposed this can take it back."))
    _set_aside(decision, at, by=by)


def _set_aside_others(decided: Decision, at: datetime) -> None:
    pending = Decision.objects.filter(case=decided.case, state__in=PENDING).exclude(pk=decided.pk)
    for other in pending.select_related("case__circle", "case__person"):
        _set_aside(other, at, by=None)


def _set_aside(decision: Decision, at: datetime, *, by: Member | None) -> None:
    if decision.state == State.EMERGENCY:
        effects.undo(decision, at=at)
    turn(decision, State.SET_ASIDE, note(SET_ASIDE, by, decision.pk, decision.case, at), ended_at=at)


@transaction.atomic
def lapse(decision: Decision, at: datetime) -> bool:
    """By the clock: nobody seconded it in time, so what one steward did is undone. Whether it was still pending."""
    hold(decision.case.circle)
    decision.refresh_from_db()
    if decision.state not in PENDING:
        return False
    emergency = decision.state == State.EMERGENCY
    if emergency:
        effects.undo(decision, at=at)
    act = note(LAPSED, None, decision.pk, decision.case, at, toward=decision.case.person if emergency else None)
    turn(decision, State.LAPSED, act, ended_at=at)
    if emergency:
        log(decision, Event.LAPSED, voices=1, at=at)
    return True
