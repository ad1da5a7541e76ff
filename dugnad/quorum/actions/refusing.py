"""What was tried and refused stands in the ledger too: whoever tries it leaves a trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.quorum.acts import NOT_PROPOSED, REFUSED
from dugnad.quorum.models import Proposal


@contextmanager
def traced(proposal: Proposal, by: Member, at: datetime) -> Iterator[None]:
    """A transaction. If it is refused, nothing of it stays but an act that says so."""
    try:
        with transaction.atomic():
            yield
    except Refused:
        cause, circle = proposal.act_id, proposal.circle_id
        with transaction.atomic():
            record(REFUSED, by=by, about=proposal.pk, circle=circle, cause=cause, at=at)
        raise


@contextmanager
def traced_proposing(circle: Circle, by: Member, at: datetime) -> Iterator[None]:
    """The same of what was not even proposed."""
    try:
        with transaction.atomic():
            yield
    except Refused:
        with transaction.atomic():
            record(NOT_PROPOSED, by=by, about=circle.pk, circle=circle.pk, at=at)
        raise
