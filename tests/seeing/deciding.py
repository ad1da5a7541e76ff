"""Something that waits for several stewards, in the world that every address is visited in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles.models import Circle
from dugnad.kit.ids import new_id
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum.acts import PROPOSED
from dugnad.quorum.models import Proposal
from dugnad.quorum.writing import text_of


@transaction.atomic
def proposals(circle: Circle, steward: Member, why: str, known: dict[str, str], at: datetime) -> None:
    """To keep sealed parts for a shorter time, by *steward*, when there were two of them."""
    key = new_id()
    act = record(PROPOSED, by=steward, about=key, circle=circle.pk, cause=circle.act_id, at=at)
    made = Proposal(
        id=key, act=act, circle=circle, action="retention", parameters={"days": 30, "instead_of": 90},
        basis=circle.act_id, why=why, by=steward, created_at=at, form_key="q1",
    )  # fmt: skip
    made.canonical = text_of(made)
    made.save(force_insert=True)
    known["proposal_id"] = key
