"""Numbers of bundles: each is used once, and no older bundle comes in after a newer one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.moving.acts import BUNDLE_WRITTEN
from dugnad.moving.models import Arrived, Numbered
from dugnad.people.models import Member

MOVEMENT = "movement"


@transaction.atomic
def next_number(of: str) -> int:
    """The number of the next bundle of the circle `of` (empty: of the whole movement)."""
    came_with = Arrived.objects.filter(of=of).values_list("number", flat=True).first() or 0
    Numbered.objects.get_or_create(of=of, defaults={"number": came_with})
    Numbered.objects.filter(of=of).update(number=F("number") + 1)
    return Numbered.objects.values_list("number", flat=True).get(of=of)


def highest_seen(of: str) -> int:
    """The number of the newest bundle of this that was made, or came in, here; 0 if there was none."""
    came = Arrived.objects.filter(of=of).values_list("number", flat=True).first() or 0
    return max(came, Numbered.objects.filter(of=of).values_list("number", flat=True).first() or 0)


@transaction.atomic
def was_written(of: str, number: int, *, by: Member | None, at: datetime) -> None:
    """Record that a bundle left, so that nobody takes everything along unseen."""
    audience = Audience.CIRCLE if of else Audience.MOVEMENT
    record(BUNDLE_WRITTEN, by=by, about=of or MOVEMENT, circle=of, amount=number, audience=audience, at=at)
