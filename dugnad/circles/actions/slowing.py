"""Making a circle slow."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import TruncHour
from django.utils.translation import gettext as _

from dugnad.circles import posts, rules
from dugnad.circles.acts import SLOWED
from dugnad.circles.models import Circle
from dugnad.circles.slowness import BY_ITSELF, STEPS
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act
from dugnad.ledger.recording import record
from dugnad.people.models import Member

LOOKED_AT = timedelta(minutes=10)
USUALLY = timedelta(days=14)
TIMES = 3
"""So many times its usual rate, and a circle is slowed for a while."""
FEWEST = 20
"""Posts in `LOOKED_AT` below which nothing is much."""
SLOW_FOR = timedelta(hours=1)


@transaction.atomic
def set_pace(*, by: Member, circle: Circle, seconds: int, at: datetime | None = None) -> None:
    """A steward sets how long somebody waits between two posts. 0 also ends what began by itself."""
    rules.tends.require(by, circle)
    if seconds not in STEPS:
        raise Refused(_("Choose one of the steps."))
    record(SLOWED, by=by, about=circle.pk, circle=circle.pk, amount=seconds, at=at or now())
    facts: dict[str, object] = {"slow": seconds} if seconds else {"slow": 0, "slowed_until": None}
    Circle.objects.filter(pk=circle.pk).update(**facts)
    circle.refresh_from_db()


def slow_down(at: datetime) -> int:
    """Slow for an hour those circles in which far more is posted than usual; how many they are now. For the worker."""
    recent = Act.objects.filter(verb__in=posts.codes(), at__gt=at - LOOKED_AT, at__lte=at).exclude(circle="")
    counts = Counter(recent.values_list("circle", flat=True))
    many = [circle for circle, count in counts.items() if count >= FEWEST and count > TIMES * usual(circle, at)]
    return sum(_slow(circle, at) for circle in many)


def usual(circle: str, at: datetime) -> float:
    """Posts in `LOOKED_AT`, over the hours of the last two weeks in which anything was posted in the circle."""
    begins = at - USUALLY
    before = Act.objects.filter(circle=circle, verb__in=posts.codes(), at__gt=begins, at__lte=at - LOOKED_AT)
    hours = Counter(before.annotate(hour=TruncHour("at")).values_list("hour", flat=True))
    return sum(hours.values()) / len(hours) * (LOOKED_AT / timedelta(hours=1)) if hours else 0.0


@transaction.atomic
def _slow(circle: str, at: datetime) -> bool:
    """Unless it is already, or a steward has decided otherwise in the last hour."""
    found = Circle.objects.filter(pk=circle)
    decided = Act.objects.filter(circle=circle, verb=SLOWED.code, at__gt=at - SLOW_FOR).exclude(actor="")
    if found.filter(slowed_until__gt=at).exists() or decided.exists():
        return False
    record(SLOWED, by=None, about=circle, circle=circle, amount=BY_ITSELF, at=at)
    return found.update(slowed_until=at + SLOW_FOR) == 1
