"""Followers of the ledger begin near the present of a movement whose past is made up.

Nobody is called for what was asked months ago, and nobody is told of it. The mirror reads everything: it keeps history.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from dugnad.ledger import followers, mirror
from dugnad.ledger.models import Act, Cursor

READS_ALL = {mirror.Mirror.name}
LOOKS_BACK = timedelta(days=2)
"""How much of the past the others still read: less than makes a letter stale (three days) or a call (seven)."""


def begin_near(at: datetime) -> None:
    """Put every follower that acts on what it reads just before the last days, in the transaction of the past."""
    last = Act.objects.filter(at__lt=at - LOOKS_BACK).order_by("-id").first()
    if last is None:
        return
    for follower in followers.registered():
        if follower.name not in READS_ALL:
            Cursor.objects.update_or_create(
                follower=follower.name,
                defaults={"transaction": last.transaction, "act": last.pk, "moved_at": at},
            )
