"""Carrying out what was decided. Everything is looked at once more, in the transaction that does it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dugnad.circles.actions.ending import hold
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.kit.spoken_time import when
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum import registry, rules
from dugnad.quorum.actions.approving import require_open
from dugnad.quorum.actions.proposing import end, require_several
from dugnad.quorum.actions.refusing import traced
from dugnad.quorum.acts import CARRIED_OUT, PROPOSED
from dugnad.quorum.enums import State
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries.counted import Count, count


def carry_out(*, by: Member, proposal: Proposal, at: datetime | None = None) -> Proposal:
    """Do what `proposal` says, once. `by` is any steward: what counts are the approvals.

    Raises `Refused` before the 48 hours are over and after the 14 days, while somebody pauses it, when what is signed
    is not what stands there, when too few of those who are stewards now have signed, and when the action refuses.
    """
    at = at or now()
    with traced(proposal, by, at):
        hold(proposal.circle)
        rules.decides.require(by, proposal)
        fresh = require_open(proposal, at)
        require_several(fresh.circle)
        require_waited(fresh, at)
        counted = require_enough(fresh, at)
        action = registry.find(fresh.action)
        if action is None:
            raise Refused(_("There is no such thing to carry out."))
        warrant = record(
            CARRIED_OUT,
            by=by,
            about=fresh.pk,
            circle=fresh.circle_id,
            cause=fresh.act_id,
            amount=len(counted.approving),
            at=at,
        )
        end(fresh, State.CARRIED, warrant, at)
        action.carry_out(by, fresh, warrant, at)
        return fresh


def require_waited(proposal: Proposal, at: datetime) -> None:
    """`Refused` before its time, and while somebody pauses it. The time is that of the act in the ledger."""
    begun = proposal.act
    if begun.verb != PROPOSED.code or (begun.object_id, begun.circle) != (proposal.pk, proposal.circle_id):
        raise Refused(_("This was never proposed here."))
    if at < proposal.opens_at:
        raise Refused(
            _("Everybody has time to look at it until %(when)s. Nobody can make that shorter.")
            % {"when": when(proposal.opens_at, at)}
        )
    paused = proposal.pauses.filter(lifted_at=None).select_related("by").first()
    if paused is not None:
        name = paused.by.handle if paused.by else "—"
        raise Refused(_("%(name)s has paused this. It waits until they take the pause off.") % {"name": name})


def require_enough(proposal: Proposal, at: datetime) -> Count:
    """`Refused` unless enough of those who are stewards now have signed these very words."""
    counted = count(proposal, at)
    if counted.enough:
        return counted
    missing = counted.needed - len(counted.approving & counted.stewards)
    raise Refused(
        ngettext("One more steward has to sign it.", "%(missing)s more stewards have to sign it.", missing)
        % {"missing": missing}
    )
