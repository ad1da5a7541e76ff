"""Putting one's name to it: a signature over the very words, made where this machine cannot make it."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.kit.spoken_time import when
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum import rules
from dugnad.quorum.actions.refusing import traced
from dugnad.quorum.acts import APPROVED
from dugnad.quorum.enums import State
from dugnad.quorum.models import Approval, Proposal, SigningKey
from dugnad.quorum.queries.keys import mine
from dugnad.quorum.signing import verifies
from dugnad.quorum.writing import text_of


def approve(*, by: Member, proposal: Proposal, signature: str, at: datetime | None = None) -> Approval:
    """Approve of `proposal`. Approving twice is approving once; with a new key it is signed anew.

    Raises `Refused` for anybody but stewards, without a key that counts, for a signature over anything else, and for
    what is over or was changed since it was proposed.
    """
    at = at or now()
    with traced(proposal, by, at):
        hold(proposal.circle)
        rules.decides.require(by, proposal)
        fresh = require_open(proposal, at)
        key = require_key(by, fresh, at)
        if not verifies(key.public, signature, text_of(fresh)):
            raise Refused(_("This signature does not fit: it is over other words, or made with another key."))
        before = Approval.objects.filter(proposal=fresh, member=by).first()
        if before is not None and (before.public, before.signature) == (key.public, signature):
            return before
        if before is not None:
            before.delete()
        approval_id = new_id()
        act = record(APPROVED, by=by, about=approval_id, circle=fresh.circle_id, cause=fresh.act_id, at=at)
        return Approval.objects.create(
            id=approval_id, act=act, proposal=fresh, member=by, public=key.public, signature=signature, at=at
        )


def require_open(proposal: Proposal, at: datetime) -> Proposal:
    """It as it is in the database now. `Refused` when it is over, or is not what was proposed. Call under `hold`."""
    fresh: Proposal = Proposal.objects.select_related("act", "circle").get(pk=proposal.pk)
    if fresh.state != State.OPEN:
        raise Refused(_("This is not waiting any more. Look at how it ended."))
    if at >= fresh.expires_at:
        raise Refused(_("This was proposed more than two weeks ago, and is over. You can propose it anew."))
    if fresh.canonical != text_of(fresh):
        raise Refused(_("This is not what was proposed: something in it was changed. Propose it anew, and ask why."))
    return fresh


def require_key(by: Member, proposal: Proposal, at: datetime) -> SigningKey:
    """The key with which `by` approves. `Refused` if there is none, or if it does not count yet."""
    key = mine(by, proposal.circle)
    if key is None:
        raise Refused(_("You have no key in this circle yet. Make one: it counts after two days."))
    if at < key.counts_from:
        raise Refused(_("Your key is new. It counts from %(when)s on.") % {"when": when(key.counts_from, at)})
    return key
