"""A case from one phase to the next, each by an act. Called by the other actions only."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member
from dugnad.safety.enums import PHASES, STATES, Phase, State
from dugnad.safety.models import Case, Decision


def move(case: Case, phase: Phase, act: Act, at: datetime) -> None:
    """`Refused` if it is elsewhere than it was when somebody looked."""
    before = [one for one in Phase if phase in PHASES[one]]
    facts: dict[str, object] = {"phase": phase, "act": act}
    if phase == Phase.DECIDED:
        facts["decided_at"] = at
    if phase == Phase.CLOSED:
        facts["closed_at"] = at
    if Case.objects.filter(pk=case.pk, phase__in=before).update(**facts) != 1:
        raise Refused(_("This has been decided meanwhile. Look at how it stands now."))
    case.refresh_from_db(fields=[*facts])


def turn(decision: Decision, state: State, act: Act, **facts: object) -> None:
    """`Refused` if something else became of it meanwhile."""
    before = [one for one in State if state in STATES[one]]
    if Decision.objects.filter(pk=decision.pk, state__in=before).update(state=state, act=act, **facts) != 1:
        raise Refused(_("Something else was decided meanwhile. Look at how it stands now."))
    decision.refresh_from_db(fields=["state", "act", *facts])


def note(
    verb: Verb,
    by: Member | None,
    about: str,
    case: Case,
    at: datetime,
    *,
    toward: Member | None = None,
    amount: int | None = None,
) -> Act:
    """Record what happened in a case, for nobody but those who are in it."""
    return record(
        verb,
        by=by,
        about=about,
        circle=case.circle_id,
        toward=toward,
        cause=case.act_id,
        amount=amount,
        audience=Audience.PRIVATE,
        at=at,
    )
