"""What was over before somebody came into a circle is not theirs to read, even where its present is.

For tasks and gatherings: what goes on is everybody's from the first day on, else nobody could join in.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db.models import Q

from dugnad.circles.enums import Openness, Standing
from dugnad.circles.rules import stands
from dugnad.kit.permission import EVERYTHING, Rule

if TYPE_CHECKING:
    from dugnad.people.models import Member

Ended = Callable[[Any], datetime | None]
"""When the thing was over; None: it goes on."""
Over = Callable[[datetime], Q]
"""Things that were over before that moment."""


def not_over_before(ended: Ended, over: Over) -> Rule:
    """For things with `circle` and `created_at`: whoever reads a circle from the day they came reads what went on then
    or later. Asks the database for one thing only if that was made before they came."""

    def can(member: Member | None, thing: Any) -> bool:
        stand = stands(member).get(thing.circle_id) if member else None
        since = stand.reads_since if stand else None
        if since is None or thing.created_at >= since:
            return True
        end = ended(thing)
        return end is None or end >= since

    def which(member: Member | None) -> Q:
        known = stands(member).values() if member else ()
        past = [
            ~(Q(circle_id=stand.circle, created_at__lt=stand.reads_since) & over(stand.reads_since))
            for stand in known
            if stand.reads_since is not None
        ]
        return reduce(and_, past) if past else EVERYTHING

    def who(thing: Any) -> Q:
        circle, end = thing.circle, ended(thing)
        if end is None or circle.openness == Openness.OPEN or circle.history_open:
            return Q(is_active=True)
        late = apps.get_model("circles", "Membership").objects.filter(
            circle=circle.pk, standing=Standing.ACTIVE, joined_at__gt=max(end, thing.created_at)
        )
        return Q(is_active=True) & ~Q(pk__in=late.values("member"))

    return Rule(can=can, which=which, who=who)
