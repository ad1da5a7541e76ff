"""A few thank almost only each other.

Only what was asked and answered in people's own names is looked at: thanks for what somebody wrote under another name
would tell who is behind it.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timedelta
from hashlib import sha256

from dugnad.asks.enums import Voice
from dugnad.asks.models import Thanks, ThanksForAsking
from dugnad.signals.enums import Kind
from dugnad.signals.finders.seen import Seen
from dugnad.signals.rings import rings

WITHIN = timedelta(days=90)


def find(at: datetime) -> list[Seen]:
    """Two queries."""
    begins = at - WITHIN
    answers = Thanks.objects.filter(at__gt=begins, at__lte=at, answer__voice=Voice.OWN, answer__author__isnull=False)
    asks = ThanksForAsking.objects.filter(at__gt=begins, at__lte=at, ask__voice=Voice.OWN, ask__author__isnull=False)
    pairs: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for circle, by, toward in [
        *answers.values_list("answer__circle", "by", "answer__author"),
        *asks.values_list("ask__circle", "by", "ask__author"),
    ]:
        pairs[circle].append((by, toward))
    return [
        Seen(circle, Kind.THANKS, _name(ring), len(ring), members=ring)
        for circle in sorted(pairs)
        for ring in rings(pairs[circle])
    ]


def _name(ring: frozenset[str]) -> str:
    """The same ring is the same signal."""
    return sha256(" ".join(sorted(ring)).encode()).hexdigest()
