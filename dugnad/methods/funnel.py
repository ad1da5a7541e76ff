"""How many of those who came in went further: cohorts by the week they came, followed for as many days each.

Two mistakes are avoided (4-measures, section 8): dividing this month's acts by everybody who ever came, and counting
somebody who came yesterday as one who did nothing more. Only weeks whose people could all be followed in full are told
of, and apart from them how many are too new to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from dugnad.methods.shares import FEWEST, Share, TooLittle, share

VERSION = "1"
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Step:
    """One thing somebody did: `person` is any name for them, `level` how far it goes (see `funnel`)."""

    person: str
    at: datetime
    level: int


@dataclass(frozen=True)
class Cohort:
    """Those who came from the Monday `first` until the Sunday `last`. `shares` are by level, of the same people."""

    first: date
    last: date
    n: int
    shares: tuple[Share, ...]


@dataclass(frozen=True)
class Funnel:
    """`cohorts` in order of time, `total` of all of them together; None while there is no cohort.

    `too_new` came so lately that they could not be followed for `days` days. `waiting` could, but are too few to say
    anything about until others of the next weeks stand with them. Both are None for 1 to `fewest` - 1 people.
    """

    levels: tuple[str, ...]
    days: int
    cohorts: tuple[Cohort, ...]
    total: Cohort | None
    too_new: int | None
    waiting: int | None
    reason: TooLittle | None
    version: str = VERSION


def funnel(steps: Iterable[Step], *, levels: Sequence[str], days: int, now: datetime, fewest: int = FEWEST) -> Funnel:
    """The funnel of those whose `steps` these are, at the moment `now` (aware).

    `levels` names the levels 0, 1, 2 …, each harder than the one before; who has done one counts for those below. The
    first step of a person, whatever its level, is their entry; what they did within `days` days of it counts.
    Weeks begin on Monday, UTC. Small ones are laid together with those after them until they hold `fewest` people;
    since a cohort is told of only when all in it were followed in full, no later answer differs from an earlier one
    by fewer than `fewest` people. Raises ValueError for a level without a name or less than one day.
    """
    if days < 1:
        raise ValueError("people are followed for a day at least")
    follow = timedelta(days=days)
    entered, reached = _followed(list(steps), follow, len(levels))
    weeks: dict[date, list[str]] = {}
    too_new = 0
    for person, entry in entered.items():
        monday = _monday(entry)
        if datetime.combine(monday, datetime.min.time(), UTC) + WEEK + follow > now:
            too_new += 1
        else:
            weeks.setdefault(monday, []).append(person)
    groups, waiting = _together(weeks, fewest)
    counted = [_counts([reached[one] for one in people], len(levels)) for _first, _last, people in groups]
    cohorts = tuple(
        Cohort(first, last, len(people), tuple(share(k, len(people), fewest=fewest) for k in counts))
        for (first, last, people), counts in zip(groups, counted, strict=True)
    )
    cohorts, total = _closed(cohorts, counted, fewest)
    reason = None if cohorts else TooLittle.FEW if entered else TooLittle.NOBODY
    return Funnel(tuple(levels), days, cohorts, total, _told(too_new, fewest), _told(waiting, fewest), reason)


def _followed(steps: Sequence[Step], follow: timedelta, levels: int) -> tuple[dict[str, datetime], dict[str, int]]:
    """When each person came, and the highest level they reached while they were followed."""
    entered: dict[str, datetime] = {}
    for step in steps:
        if not 0 <= step.level < levels:
            raise ValueError(f"there is no level {step.level}")
        if step.person not in entered or step.at < entered[step.person]:
            entered[step.person] = step.at
    reached = dict.fromkeys(entered, 0)
    for step in steps:
        if step.at < entered[step.person] + follow:
            reached[step.person] = max(reached[step.person], step.level)
    return entered, reached


def _monday(at: datetime) -> date:
    day = at.astimezone(UTC).date()
    return day - timedelta(days=day.weekday())


def _together(weeks: Mapping[date, list[str]], fewest: int) -> tuple[list[tuple[date, date, list[str]]], int]:
    """Weeks laid together until each group is large enough; and how many are left over."""
    groups: list[tuple[date, date, list[str]]] = []
    begun: date | None = None
    gathered: list[str] = []
    for monday in sorted(weeks):
        begun = begun or monday
        gathered += weeks[monday]
        if len(gathered) >= fewest:
            groups.append((begun, monday + timedelta(days=6), gathered))
            begun, gathered = None, []
    return groups, len(gathered)


def _counts(reached: Sequence[int], levels: int) -> tuple[int, ...]:
    return tuple(sum(one >= level for one in reached) for level in range(levels))


def _closed(
    cohorts: tuple[Cohort, ...], counted: Sequence[tuple[int, ...]], fewest: int
) -> tuple[tuple[Cohort, ...], Cohort | None]:
    """The cohorts with their total, so that no number left out can be told from the others by subtraction."""
    if not cohorts:
        return cohorts, None
    n = sum(one.n for one in cohorts)
    sums = [sum(counts[level] for counts in counted) for level in range(len(counted[0]))]
    total = Cohort(cohorts[0].first, cohorts[-1].last, n, tuple(share(k, n, fewest=fewest) for k in sums))
    for level in range(len(sums)):
        hidden = [place for place, one in enumerate(cohorts) if one.shares[level].reason is not None]
        left_out = sum(counted[place][level] for place in hidden)
        if total.shares[level].reason is None and 0 < left_out < fewest:
            cohorts = _one_more_hidden(cohorts, counted, level, fewest - left_out)
    return cohorts, total


def _one_more_hidden(
    cohorts: tuple[Cohort, ...], counted: Sequence[tuple[int, ...]], level: int, missing: int
) -> tuple[Cohort, ...]:
    """Leave out the smallest told numbers too, until those left out together are of `missing` more people."""
    told = [place for place, one in enumerate(cohorts) if one.shares[level].k]
    for place in sorted(told, key=lambda place: (counted[place][level], place)):
        if missing <= 0:
            break
        missing -= counted[place][level]
        one = cohorts[place]
        hidden = Share(None, None, None, None, one.n, TooLittle.FEW)
        shares = (*one.shares[:level], hidden, *one.shares[level + 1 :])
        cohorts = (*cohorts[:place], replace(one, shares=shares), *cohorts[place + 1 :])
    return cohorts


def _told(count: int, fewest: int) -> int | None:
    return None if 0 < count < fewest else count
