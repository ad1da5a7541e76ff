"""Far more was written in a circle than usual."""

from __future__ import annotations

from datetime import datetime

from dugnad.circles import posts
from dugnad.ledger.models import Act
from dugnad.signals.enums import Kind
from dugnad.signals.finders.many import BEFORE, DAY, many
from dugnad.signals.finders.seen import Seen

LEAST = 30


def find(at: datetime) -> list[Seen]:
    """Two queries."""
    rows = Act.objects.filter(verb__in=posts.codes(), at__lte=at).exclude(circle="")
    lately = list(rows.filter(at__gt=at - DAY).values_list("circle", flat=True))
    before = rows.filter(at__gt=at - DAY - BEFORE, at__lte=at - DAY, circle__in=set(lately))
    return many(Kind.POSTS, lately, before.values_list("circle", flat=True), least=LEAST, at=at)
