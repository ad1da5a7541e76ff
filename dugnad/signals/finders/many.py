"""What is many: a day against the four weeks before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from dugnad.signals.enums import Kind
from dugnad.signals.finders.seen import Seen

DAY = timedelta(days=1)
BEFORE = timedelta(days=28)
TIMES = 3
"""So many times the usual is much."""


def many(kind: Kind, lately: Iterable[str], before: Iterable[str], *, least: int, at: datetime) -> list[Seen]:
    """`lately` and `before` hold a circle's id for each time something happened there: in the last day, and in the
    four weeks before. Below `least` nothing is much. One signal a day."""
    counts, usually = Counter(lately), Counter(before)
    per_day = {circle: usually[circle] / BEFORE.days for circle in counts}
    return [
        Seen(circle, kind, at.date().isoformat(), count, per_day[circle])
        for circle, count in sorted(counts.items())
        if count >= least and count > TIMES * per_day[circle]
    ]
