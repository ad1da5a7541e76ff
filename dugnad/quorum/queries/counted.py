"""Who tends a circle now, and whose approvals count. Nothing that stands in a row is believed that can be checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.quorum.acts import KEY_MADE
from dugnad.quorum.counting import enough, needed
from dugnad.quorum.models import Approval, Proposal, SigningKey
from dugnad.quorum.signing import verifies
from dugnad.quorum.writing import text_of


@dataclass(frozen=True)
class Count:
    """Where a proposal stands at a moment: ids of members."""

    stewards: frozenset[str]
    approving: frozenset[str]

    @property
    def needed(self) -> int:
        """How many it takes."""
        return needed(len(self.stewards))

    @property
    def enough(self) -> bool:
        """Whether they are."""
        return enough(self.approving, self.stewards)

    @property
    def alone(self) -> bool:
        """Whether there is nobody to decide it with."""
        return len(self.stewards) < 2


def stewards(circle_id: str) -> dict[str, str]:
    """Person keys of those who tend it now, by the id of the member."""
    rows = Membership.objects.filter(
        circle=circle_id, standing=Standing.ACTIVE, role=Role.STEWARD, member__is_active=True
    )
    return dict(rows.values_list("member", "member__person_key"))


def living_keys(circle_id: str, tending: Mapping[str, str], at: datetime) -> dict[str, str]:
    """Public keys that count at `at`, by the id of their owner: made known by the owner's own act, 48 hours ago."""
    keys = SigningKey.objects.filter(circle=circle_id, member__in=tending, ended_at=None).select_related("act")
    return {
        key.member_id: key.public
        for key in keys
        if key.act.verb == KEY_MADE.code
        and (key.act.object_id, key.act.circle) == (key.pk, circle_id)
        and key.act.actor == tending[key.member_id]
        and key.counts_from <= at
    }


def counting(proposal: Proposal, at: datetime) -> list[Approval]:
    """The approvals that count: of those who tend the circle now, over these very words, by a key that counts."""
    text = text_of(proposal)
    if text != proposal.canonical:
        return []
    keys = living_keys(proposal.circle_id, stewards(proposal.circle_id), at)
    return [
        one
        for one in proposal.approvals.select_related("member").order_by("at", "pk")
        if one.member_id in keys and keys[one.member_id] == one.public and verifies(one.public, one.signature, text)
    ]


def count(proposal: Proposal, at: datetime) -> Count:
    """Where it stands."""
    approving = frozenset(one.member_id for one in counting(proposal, at) if one.member_id)
    return Count(frozenset(stewards(proposal.circle_id)), approving)
