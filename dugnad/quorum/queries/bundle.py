"""Everything that somebody needs to check approvals without this machine."""

from __future__ import annotations

from datetime import datetime

from dugnad.people.models import Member
from dugnad.quorum.canonical import Json
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries.counted import stewards
from dugnad.quorum.queries.saying import sentence
from dugnad.quorum.writing import moment

KIND = "dugnad approvals 1"


def bundle(member: Member, proposal: Proposal, at: datetime) -> dict[str, Json]:
    """For `docs/verify_approvals.py`. People who may not meet `member` stand in it without their names."""
    approvals = list(proposal.approvals.order_by("at", "pk"))
    seen = Member.objects.visible_to(member).filter(pk__in=[one.member_id for one in approvals])
    names = dict(seen.values_list("pk", "handle"))
    signed: list[Json] = [
        {
            "name": names.get(one.member_id or ""),
            "key": one.public,
            "signature": one.signature,
            "at": moment(one.at),
        }
        for one in approvals
    ]
    return {
        "for": KIND,
        "text": proposal.canonical,
        "sentence": sentence(proposal),
        "circle": proposal.circle.name,
        "state": proposal.state,
        "ended": moment(proposal.ended_at) if proposal.ended_at else None,
        "stewards": len(stewards(proposal.circle_id)),
        "approvals": signed,
        "made": moment(at),
    }
