"""What stands on record, in the world that every address is visited in."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from dugnad.circles.acts import ROLE_CHANGED
from dugnad.circles.models import Circle
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.record.actions.appending import append
from dugnad.record.actions.signing import sign_head
from dugnad.record.models import Entry, Watched, Witness


def recorded(circle: Circle, steward: Member, known: dict[str, str], at: datetime) -> None:
    """Everything so far, a decision of the circle that its members read, a head, a record we watch, and a witness."""
    with transaction.atomic():
        act = record(ROLE_CHANGED, by=steward, about=circle.pk, circle=circle.pk, at=at)
    append(list(Act.objects.order_by("transaction", "id")))
    head = sign_head(at=at)
    assert head is not None
    entry = Entry.objects.get(act=act)
    watched = Watched.objects.create(address="https://other.example.org/record", added_at=at)
    witness = Witness.objects.create(address="https://witness.example.org/record", added_at=at)
    known["witness_id"] = str(witness.pk)
    known |= {"entry_index": str(entry.index), "watched_id": str(watched.pk), "tree_size": str(head.size)}
    known |= {"older": "1", "newer": "2", "level": "0", "place": "000.p/1", "first": "0", "last": "1"}
