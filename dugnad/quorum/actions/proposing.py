"""Proposing something that takes several, and taking it back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.circles.models import Circle
from dugnad.circles.rules import tends
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum import registry
from dugnad.quorum.actions.refusing import traced, traced_proposing
from dugnad.quorum.acts import PROPOSED, WITHDRAWN
from dugnad.quorum.enums import LEAST, State
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries.counted import stewards
from dugnad.quorum.writing import proposal_text


def propose(
    *,
    by: Member,
    circle: Circle,
    action: str,
    answers: Mapping[str, Any],
    why: str,
    form_key: str,
    at: datetime | None = None,
) -> Proposal:
    """Begin the 48 hours. `answers` are those to the questions of the action; the same form sent twice is one proposal.

    Raises `Refused` for anybody but stewards, in a circle with one steward, and what the action itself refuses.
    """
    at = at or now()
    with traced_proposing(circle, by, at):
        hold(circle)
        tends.require(by, circle)
        before = Proposal.objects.filter(circle=circle, form_key=form_key).first()
        if before is not None:
            return before
        require_several(circle)
        return _proposed(by, circle, action, answers, why, form_key, at)


def require_several(circle: Circle) -> None:
    """`Refused` in a circle with one steward, with how to find a second."""
    if len(stewards(circle.pk)) < LEAST:
        raise Refused(
            _("This takes two stewards at least, and this circle has one. Its members can elect a second: ask for it.")
        )


def _proposed(
    by: Member, circle: Circle, code: str, answers: Mapping[str, Any], why: str, form_key: str, at: datetime
) -> Proposal:
    action = registry.find(code)
    if action is None:
        raise Refused(_("There is no such thing to propose."))
    parameters = action.answers(circle, answers)
    # Its end may not be written down yet: the clock does that once an hour.
    waiting = Proposal.objects.filter(circle=circle, state=State.OPEN, action=code).select_related("act")
    if any(one.parameters == parameters and at < one.expires_at for one in waiting):
        raise Refused(_("This is proposed already, and waits."))
    basis, proposal_id = action.basis(circle, parameters), new_id()
    act = record(PROPOSED, by=by, about=proposal_id, circle=circle.pk, cause=basis, at=at)
    text = proposal_text(
        proposal=proposal_id,
        circle=circle.pk,
        action=code,
        parameters=parameters,
        basis=basis,
        why=why,
        proposed=act.at,
    )
    made = Proposal(
        id=proposal_id,
        act=act,
        circle=circle,
        action=code,
        parameters=parameters,
        basis=basis,
        why=why,
        canonical=text,
        by=by,
        created_at=at,
        form_key=form_key,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise Refused(_("This is proposed already, and waits.")) from twice
    return made


def withdraw(*, by: Member, proposal: Proposal, at: datetime | None = None) -> None:
    """Take back what one proposed oneself, before it is carried out."""
    at = at or now()
    with traced(proposal, by, at):
        hold(proposal.circle)
        if proposal.by_id != by.pk:
            raise Refused(_("Only whoever proposed it can take it back. You can pause it."))
        act = record(WITHDRAWN, by=by, about=proposal.pk, circle=proposal.circle_id, cause=proposal.act_id, at=at)
        end(proposal, State.WITHDRAWN, act, at)


def end(proposal: Proposal, state: State, act: Act, at: datetime) -> None:
    """From open to `state`, once. `Refused` if it is not open any more. Called by the other actions only."""
    ended = Proposal.objects.filter(pk=proposal.pk, state=State.OPEN)
    if ended.update(state=state, ended_at=at, ending=act.pk) != 1:
        raise Refused(_("This is not waiting any more. Look at how it ended."))
    proposal.refresh_from_db()
