"""What several stewards decided is a warrant for exactly that, once: the signatures are looked at again."""

from __future__ import annotations

from dugnad.circles import warrants
from dugnad.ledger.models import Act
from dugnad.quorum import registry
from dugnad.quorum.acts import CARRIED_OUT
from dugnad.quorum.enums import State
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries.counted import count


def connect() -> None:
    """Called once, when the app is ready."""
    warrants.register(CARRIED_OUT, stands)


def stands(act: Act, what: str, about: str) -> bool:
    """Whether this act says that enough stewards have signed for this to be done to that."""
    found = Proposal.objects.select_related("act", "circle").filter(
        pk=act.object_id, ending=act.pk, circle=act.circle, state=State.CARRIED
    )
    proposal = found.first()
    action = registry.find(proposal.action) if proposal else None
    if proposal is None or action is None or action.allows(proposal.circle, proposal.parameters) != (what, about):
        return False
    in_time = proposal.opens_at <= act.at < proposal.expires_at
    return in_time and count(proposal, act.at).enough
