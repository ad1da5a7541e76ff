"""Many came into a circle within a day."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from dugnad.circles.models import Membership
from dugnad.circles.terms import FOUNDING
from dugnad.signals.enums import Kind
from dugnad.signals.finders.many import BEFORE, DAY, many
from dugnad.signals.finders.seen import Seen

LEAST = 8


def find(at: datetime) -> list[Seen]:
    """Two queries. A young circle is expected to grow."""
    rows = Membership.objects.filter(joined_at__lte=at, joined_at__gt=F("circle__created_at") + FOUNDING)
    lately = rows.filter(joined_at__gt=at - DAY).values_list("circle", flat=True)
    before = rows.filter(joined_at__gt=at - DAY - BEFORE, joined_at__lte=at - DAY, circle__in=set(lately))
    return many(Kind.JOINS, lately, before.values_list("circle", flat=True), least=LEAST, at=at)
