"""What stewards sign: a proposal in full, and who a key belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dugnad.quorum.canonical import canonical
from dugnad.quorum.enums import EXPIRES, WAITING

APPROVAL = "dugnad approval 1"
KEY = "dugnad signing key 1"


def moment(at: datetime) -> str:
    """UTC, to the second: 2026-11-22T18:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def proposal_text(
    *, proposal: str, circle: str, action: str, parameters: Mapping[str, Any], basis: int, why: str, proposed: datetime
) -> str:
    """What an approval is a signature over. `proposed` is the time of the act of proposing."""
    return canonical(
        {
            "for": APPROVAL,
            "proposal": proposal,
            "circle": circle,
            "action": action,
            "parameters": dict(parameters),
            "basis": basis,
            "why": why,
            "opens": moment(proposed + WAITING),
            "expires": moment(proposed + EXPIRES),
        }
    )


def text_of(proposal: Any) -> str:
    """The same of a row, from its parts and from the act in the ledger: whoever edits one of them breaks it."""
    return proposal_text(
        proposal=proposal.pk,
        circle=proposal.circle_id,
        action=proposal.action,
        parameters=proposal.parameters,
        basis=proposal.basis,
        why=proposal.why,
        proposed=proposal.act.at,
    )


def key_text(*, circle: str, handle: str, public: str) -> str:
    """What a new key signs, to show that whoever makes it known has its other half."""
    return canonical({"for": KEY, "circle": circle, "handle": handle, "key": public})
