"""What was decided in a made-up past stands on record, as if it had been written down day by day."""

from __future__ import annotations

from datetime import datetime

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import all_on_record
from dugnad.record.actions.appending import append
from dugnad.record.actions.signing import sign_head

AT_ONCE = 1000
"""Acts."""


def put_on_record(at: datetime) -> None:
    """Everything that goes on record, in the ledger's order, and a signed head over it."""
    verbs = [one.verb.code for one in all_on_record()]
    acts = list(Act.objects.filter(verb__in=verbs).order_by("transaction", "id"))
    for start in range(0, len(acts), AT_ONCE):
        append(acts[start : start + AT_ONCE])
    sign_head(at=at)
