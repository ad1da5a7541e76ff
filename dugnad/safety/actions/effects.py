"""What a measure does to somebody's place in the circle and to what they wrote, and undoing it.

Called by the other actions only. Each effect ends by itself at its time: the rules of circles see to that at reading,
the clock's job tidies up after them.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.circles.actions import hiding, keeping_out
from dugnad.circles.actions.trust import lose_trust
from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.safety.enums import Measure
from dugnad.safety.models import Case, Decision


def membership_of(case: Case) -> Membership | None:
    """Where the one concerned stands with the circle."""
    found = Membership.objects.filter(circle=case.circle_id, member=case.person_id) if case.person_id else None
    return found.select_related("circle", "member").first() if found else None


def apply(
    decision: Decision, *, by: Member, until: datetime | None, hidden_until: datetime | None, at: datetime
) -> str:
    """Let the measure begin, until then or for good. The role of somebody who is put out by it, if they were in."""
    case = decision.case
    _hide(decision, hidden_until)
    if decision.measure not in {Measure.PAUSE, Measure.KEEP_OUT, Measure.LET_BACK}:
        return ""
    theirs = membership_of(case)
    if theirs is None:
        raise Refused(_("They are not in this circle."))
    if decision.measure == Measure.PAUSE:
        keeping_out.pause(membership=theirs, until=until)
        return ""
    if decision.measure == Measure.LET_BACK:
        keeping_out.lift(by=by, membership=theirs, at=at)
        return ""
    role = theirs.role if theirs.standing == Standing.ACTIVE else ""
    keeping_out.ban(by=by, membership=theirs, told=decision.told, until=until, steward_too=True, at=at)
    return role


def prolong(decision: Decision, *, until: datetime | None) -> None:
    """One steward's measure has become that of several: it lasts as long as was proposed."""
    theirs = membership_of(decision.case)
    _hide(decision, None)
    if theirs is not None and decision.measure == Measure.PAUSE:
        keeping_out.pause(membership=theirs, until=until)
    if theirs is not None and decision.measure == Measure.KEEP_OUT:
        keeping_out.keep_out_until(membership=theirs, until=until)


def trust_less(decision: Decision, *, cause: int, at: datetime) -> None:
    """Whose writing several stewards have paused is as new in the circle as on their first day."""
    theirs = membership_of(decision.case)
    if decision.measure == Measure.PAUSE and theirs is not None:
        lose_trust(by=None, theirs=theirs, told=decision.told, cause=cause, at=at)


def undo(decision: Decision, *, at: datetime) -> None:
    """As if it had not been decided: they stand where they stood, and what they wrote is there again."""
    Membership.objects.filter(
        circle=decision.case.circle_id, member=decision.case.person_id, trust_since=decision.decided_at
    ).exclude(trust_since=None).update(trust_since=None, trust_told="")
    if decision.hides_id:
        hiding.show(circle=decision.case.circle, kind=decision.hides_kind, pk=decision.hides_id)
    end(decision, at=at)


def end(decision: Decision, *, at: datetime) -> None:
    """Its time is over: they stand where they stood. What was hidden stays hidden."""
    theirs = membership_of(decision.case)
    if theirs is not None and decision.measure == Measure.PAUSE:
        keeping_out.pause(membership=theirs, until=None)
    if theirs is not None and decision.measure == Measure.KEEP_OUT and theirs.standing == Standing.BANNED:
        role = Role(decision.was_role) if decision.was_role else None
        keeping_out.lift(by=None, membership=theirs, role=role, at=at)


def _hide(decision: Decision, until: datetime | None) -> None:
    if decision.hides_id:
        circle = decision.case.circle
        hiding.hide(circle=circle, kind=decision.hides_kind, pk=decision.hides_id, until=until)
