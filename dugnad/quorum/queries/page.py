"""What the page of one proposal shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dugnad.circles.rules import tends
from dugnad.people.models import Member
from dugnad.quorum.enums import State
from dugnad.quorum.models import Approval, Deletion, Pause, Proposal, SigningKey
from dugnad.quorum.queries import exports
from dugnad.quorum.queries.counted import Count, count, counting
from dugnad.quorum.queries.keys import mine
from dugnad.quorum.queries.saying import name, sentence
from dugnad.quorum.signing import fingerprint
from dugnad.quorum.writing import text_of


@dataclass(frozen=True)
class Signed:
    """An approval. `counts`: found to be good just now. `name` is empty for one whom the reader may not meet."""

    approval: Approval
    name: str
    fingerprint: str
    counts: bool


@dataclass(frozen=True)
class Paused:
    """A pause that stands."""

    pause: Pause
    name: str


@dataclass(frozen=True)
class Seen:
    """What one member sees of a proposal at a moment. `export` is where the file is taken, for whoever may."""

    name: str
    sentence: str
    open: bool
    over: bool
    whole: bool
    waiting: bool
    count: Count
    signed: Sequence[Signed]
    pauses: Sequence[Paused]
    tends: bool
    key: SigningKey | None
    key_counts: bool
    approved: bool
    my_pause: Pause | None
    proposer: bool
    proposed_by: str
    deletion: Deletion | None
    export: str

    @property
    def ready(self) -> bool:
        """Whether it can be carried out now."""
        return self.open and self.whole and not self.waiting and not self.pauses and self.count.enough

    @property
    def stoppable(self) -> bool:
        """Whether a pause still stops something."""
        return self.open or self.deletion is not None


def seen(member: Member, proposal: Proposal, at: datetime) -> Seen:
    """A fixed number of queries."""
    counted = {one.pk for one in counting(proposal, at)}
    approvals = list(proposal.approvals.order_by("at", "pk"))
    pauses = list(proposal.pauses.filter(lifted_at=None).order_by("at"))
    names = _names(member, [proposal.by_id, *(one.member_id for one in approvals), *(one.by_id for one in pauses)])
    open_ = proposal.state == State.OPEN and at < proposal.expires_at
    key = mine(member, proposal.circle) if tends.can(member, proposal.circle) else None
    export = exports.open_pass(member, proposal.circle, at)
    return Seen(
        name=name(proposal),
        sentence=sentence(proposal),
        open=open_,
        over=proposal.state == State.OPEN and not open_,
        # What names somebody who has left for good is erased, and nothing is to be decided about it any more.
        whole=proposal.canonical == text_of(proposal) or (not open_ and not proposal.canonical),
        waiting=at < proposal.opens_at,
        count=count(proposal, at),
        signed=[
            Signed(one, names.get(one.member_id or "", ""), fingerprint(one.public), one.pk in counted)
            for one in approvals
        ],
        pauses=[Paused(one, names.get(one.by_id or "", "")) for one in pauses],
        tends=tends.can(member, proposal.circle),
        key=key,
        key_counts=key is not None and at >= key.counts_from,
        approved=any(one.member_id == member.pk and one.pk in counted for one in approvals),
        my_pause=next((pause for pause in pauses if pause.by_id == member.pk), None),
        proposer=proposal.by_id == member.pk,
        proposed_by=names.get(proposal.by_id or "", ""),
        deletion=Deletion.objects.filter(proposal=proposal).first(),
        export=exports.address(proposal.circle) if export and export.proposal_id == proposal.pk else "",
    )


def _names(member: Member, ids: Sequence[str | None]) -> dict[str, str]:
    """Handles by id, of those whom `member` may meet."""
    return dict(
        Member.objects.visible_to(member).filter(pk__in=[one for one in ids if one]).values_list("pk", "handle")
    )
