"""Writing down what the finders see. Done by the worker, never while somebody waits for a page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction

from dugnad.kit.ids import new_id
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.signals.acts import SIGNALLED
from dugnad.signals.finders import joins, posts, signatures, thanks
from dugnad.signals.finders.seen import Seen
from dugnad.signals.models import Signal

KEPT_FOR = timedelta(days=90)
FINDERS: tuple[Callable[[datetime], list[Seen]], ...] = (joins.find, posts.find, thanks.find, signatures.find)


def look(at: datetime) -> int:
    """Write down what is seen and was not before; how many that are."""
    seen = [one for find in FINDERS for one in find(at)]
    known = set(Signal.objects.values_list("circle", "kind", "about"))
    fresh = [one for one in seen if (one.circle, one.kind.value, one.about) not in known]
    for one in fresh:
        _signal(one, at)
    return len(fresh)


@transaction.atomic
def _signal(seen: Seen, at: datetime) -> Signal:
    signal_id = new_id()
    act = record(
        SIGNALLED,
        by=None,
        about=signal_id,
        circle=seen.circle,
        amount=seen.found,
        audience=Audience.PRIVATE,
        at=at,
    )
    made = Signal.objects.create(
        id=signal_id,
        act=act,
        circle_id=seen.circle,
        kind=seen.kind,
        about=seen.about,
        found=seen.found,
        usual=seen.usual,
        seen_at=at,
    )
    made.members.set(Member.objects.filter(pk__in=seen.members))
    return made


def forget(at: datetime) -> int:
    """Delete signals that are old; how many there were. What is still so is signalled anew."""
    return Signal.objects.filter(seen_at__lte=at - KEPT_FOR).delete()[1].get("signals.Signal", 0)
