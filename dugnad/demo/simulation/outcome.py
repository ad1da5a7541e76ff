"""What came out of a simulation, in the numbers of 4-measures: kept beside the data, and held to the knobs by tests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from dugnad.demo.simulation.timeline import (
    Answered,
    Asked,
    Distilled,
    Ended,
    HandedOver,
    Helped,
    Left,
    Offered,
    Thanked,
    Timeline,
    Took,
    Vouched,
)

BEYOND_JOINING = (Asked, Answered, Thanked, Helped, Took, HandedOver, Ended, Offered, Distilled, Vouched)
MONTH = timedelta(days=30)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Outcome:
    """Counts of the whole time. `zero_share`: of those who came 30 days ago or earlier, who did nothing in their first
    30 days but join. `gini`: of answers given, over all members. `answered_24h`: of asks a day old or older.
    `hours_to_answer`: the median over all asks, None when fewer than half of them were answered.
    """

    members: int
    circles: int
    asks: int
    answers: int
    emotional: int
    thanks: int
    helped: int
    offers: int
    pages: int
    left: int
    zero_share: float | None
    gini: float | None
    top_five_share: float | None
    answered_24h: float | None
    hours_to_answer: float | None


def outcome(timeline: Timeline, until: datetime) -> Outcome:
    """The numbers of a timeline that ends at `until`."""
    asked = {event.ask: event for event in timeline.events if isinstance(event, Asked)}
    answers = [one for one in timeline.events if isinstance(one, Answered) and one.nature]
    given = Counter(one.by for one in answers)
    per_member = [given[person.number] for person in timeline.people]
    first: dict[int, datetime] = {}
    for one in answers:
        first.setdefault(one.ask, one.at)
    old = [one for one in asked.values() if one.at <= until - DAY]
    waits = sorted((first[one].timestamp() - ask.at.timestamp()) / 3600 for one, ask in asked.items() if one in first)
    kinds = Counter(type(event) for event in timeline.events)
    return Outcome(
        members=len(timeline.people),
        circles=len(timeline.rooms),
        asks=len(asked),
        answers=len(answers),
        emotional=sum(one.nature == "emotional" for one in answers),
        thanks=kinds[Thanked],
        helped=kinds[Helped],
        offers=kinds[Offered],
        pages=kinds[Distilled],
        left=kinds[Left],
        zero_share=_zero_share(timeline, until),
        gini=gini(per_member),
        top_five_share=sum(sorted(per_member)[-5:]) / len(answers) if answers else None,
        answered_24h=_share([one.ask in first and first[one.ask] - one.at <= DAY for one in old]),
        hours_to_answer=_median(waits, len(asked)),
    )


def gini(counts: Sequence[int]) -> float | None:
    """G = 2 sum(i x_i) / (n sum(x)) - (n + 1) / n over the sorted counts; None without any."""
    total, n = sum(counts), len(counts)
    if n < 2 or not total:
        return None
    return 2 * sum(place * one for place, one in enumerate(sorted(counts), 1)) / (n * total) - (n + 1) / n


def _share(facts: Sequence[bool]) -> float | None:
    return sum(facts) / len(facts) if facts else None


def _median(waits: list[float], of: int) -> float | None:
    if not of or len(waits) * 2 <= of:
        return None
    never = [float("inf")] * (of - len(waits))
    return median([*waits, *never])


def _zero_share(timeline: Timeline, until: datetime) -> float | None:
    came = {one.number: one.arrives_at for one in timeline.people if one.arrives_at <= until - MONTH}
    acted = {
        event.by
        for event in timeline.events
        if isinstance(event, BEYOND_JOINING) and event.by in came and event.at <= came[event.by] + MONTH
    }
    return 1 - len(acted) / len(came) if came else None
