"""Wait: any steward can say so, and nobody hurries her."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum import rules
from dugnad.quorum.actions.refusing import traced
from dugnad.quorum.acts import PAUSED, UNPAUSED
from dugnad.quorum.enums import State
from dugnad.quorum.models import Deletion, Pause, Proposal


def pause(*, by: Member, proposal: Proposal, why: str = "", at: datetime | None = None) -> Pause:
    """Nothing is carried out while this stands, nor a circle deleted. Pausing twice is pausing once.

    `Refused` for anybody but stewards, when there is nothing left to stop, and for one whose pause the others took off
    together.
    """
    at = at or now()
    with traced(proposal, by, at):
        hold(proposal.circle)
        rules.decides.require(by, proposal)
        if not stoppable(proposal):
            raise Refused(_("This is not waiting any more. Look at how it ended."))
        before = Pause.objects.filter(proposal=proposal, by=by)
        if standing := before.filter(lifted_at=None).first():
            return standing
        if before.filter(together=True).exists():
            raise Refused(_("The others have taken your pause off together. Talk with them."))
        pause_id = new_id()
        act = record(PAUSED, by=by, about=pause_id, circle=proposal.circle_id, cause=proposal.act_id, at=at)
        return Pause.objects.create(id=pause_id, act=act, proposal=proposal, by=by, why=why, at=at)


def stoppable(proposal: Proposal) -> bool:
    """Whether there is still something to stop."""
    if Proposal.objects.filter(pk=proposal.pk, state=State.OPEN).exists():
        return True
    return Deletion.objects.filter(proposal=proposal).exists()


def unpause(*, by: Member, proposal: Proposal, at: datetime | None = None) -> None:
    """Take one's own pause off."""
    at = at or now()
    with traced(proposal, by, at):
        hold(proposal.circle)
        rules.decides.require(by, proposal)
        mine = Pause.objects.filter(proposal=proposal, by=by, lifted_at=None).first()
        if mine is None:
            raise Refused(_("Only whoever paused it can take the pause off, or enough of the others together."))
        lift(mine, by=by, cause=proposal.act_id, together=False, at=at)


def lift(one: Pause, *, by: Member, cause: int, together: bool, at: datetime) -> None:
    """Write down that the pause is off. Called by the other actions only."""
    circle = one.proposal.circle_id
    act = record(UNPAUSED, by=by, about=one.pk, circle=circle, cause=cause, at=at)
    lifted = Pause.objects.filter(pk=one.pk, lifted_at=None)
    if lifted.update(act=act, lifted_at=at, together=together) != 1:
        raise Refused(_("This pause is off already."))
