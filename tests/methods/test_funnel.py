from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.funnel import Funnel, Step, funnel
from dugnad.methods.shares import TooLittle

MONDAY = datetime(2026, 9, 7, tzinfo=UTC)
DAY = timedelta(days=1)
LEVELS = ("token", "voice", "work")


def came(
    count: int, at: datetime, *, then: int = 0, level: int = 1, after: timedelta = DAY, name: str = "p"
) -> list[Step]:
    """`count` people who come at `at`; the first `then` of them do something of `level` `after` that."""
    people = [f"{name}{at:%j%H}-{number}" for number in range(count)]
    return [Step(one, at, 0) for one in people] + [Step(one, at + after, level) for one in people[:then]]


def seen(steps: list[Step], *, now: datetime, fewest: int = 10) -> Funnel:
    return funnel(steps, levels=LEVELS, days=28, now=now, fewest=fewest)


def test_worked_by_hand() -> None:
    found = seen(came(40, MONDAY, then=12) + came(20, MONDAY + 8 * DAY, then=10, level=2), now=MONDAY + 60 * DAY)
    first, second = found.cohorts
    assert (first.first, first.last, first.n) == (date(2026, 9, 7), date(2026, 9, 13), 40)
    assert [one.k for one in first.shares] == [40, 12, 0]
    assert [one.k for one in second.shares] == [20, 10, 10]
    assert found.total is not None
    assert [(one.k, one.n) for one in found.total.shares] == [(60, 60), (22, 60), (10, 60)]
    assert (found.too_new, found.waiting, found.reason) == (0, 0, None)


def test_what_came_later_than_the_days_does_not_count() -> None:
    in_time = came(10, MONDAY, then=10, after=28 * DAY - timedelta(seconds=1))
    late = came(10, MONDAY, then=10, after=28 * DAY, name="late")
    (cohort,) = seen(in_time + late, now=MONDAY + 90 * DAY).cohorts
    assert cohort.shares[1].k == 10


def test_a_week_is_told_of_only_when_all_in_it_could_be_followed() -> None:
    steps = came(15, MONDAY + 6 * DAY)
    assert seen(steps, now=MONDAY + 35 * DAY - timedelta(seconds=1)).too_new == 15
    assert seen(steps, now=MONDAY + 35 * DAY).too_new == 0


def test_small_weeks_wait_for_those_after_them() -> None:
    steps = came(6, MONDAY) + came(7, MONDAY + 7 * DAY) + came(9, MONDAY + 14 * DAY)
    found = seen(steps, now=MONDAY + 90 * DAY)
    assert [(one.first, one.last, one.n) for one in found.cohorts] == [(date(2026, 9, 7), date(2026, 9, 20), 13)]
    assert found.waiting is None


def test_nobody_and_too_few() -> None:
    assert (seen([], now=MONDAY).reason, seen([], now=MONDAY).total) == (TooLittle.NOBODY, None)
    few = seen(came(9, MONDAY), now=MONDAY + 90 * DAY)
    assert (few.cohorts, few.reason, few.waiting, few.too_new) == ((), TooLittle.FEW, None, 0)


def test_a_number_left_out_cannot_be_told_by_subtraction() -> None:
    steps = came(40, MONDAY, then=3) + came(40, MONDAY + 7 * DAY, then=12) + came(40, MONDAY + 14 * DAY, then=20)
    found = seen(steps, now=MONDAY + 90 * DAY)
    assert [one.shares[1].k for one in found.cohorts] == [None, None, 20]
    assert found.total is not None
    assert found.total.shares[1].k == 35


@pytest.mark.parametrize("wrong", [{"days": 0}, {"levels": ("token",)}])
def test_what_cannot_be_counted(wrong: dict[str, object]) -> None:
    facts: dict[str, object] = {"levels": LEVELS, "days": 28} | wrong
    with pytest.raises(ValueError, match=r"day|level"):
        funnel(came(10, MONDAY, then=1), now=MONDAY, **facts)  # type: ignore[arg-type]  # that is what is wrong with it


acts = st.lists(
    st.builds(
        Step,
        st.integers(0, 40).map(str),
        st.integers(0, 70 * 24).map(lambda h: MONDAY + timedelta(hours=h)),
        st.integers(0, 2),
    ),
    max_size=150,
)


@settings(max_examples=60)
@given(acts, st.integers(0, 120))
def test_whatever_is_told_is_about_enough_people_and_stays_so(steps: list[Step], day: int) -> None:
    now = MONDAY + day * DAY
    found, later = seen(steps, now=now), seen(steps, now=now + 7 * DAY)
    for cohort in found.cohorts:
        assert cohort.n >= 10
        counts = [one.k for one in cohort.shares if one.k is not None]
        assert counts == sorted(counts, reverse=True)
        assert all(count == 0 or count >= 10 for count in counts)
    assert [(one.first, one.n) for one in later.cohorts][: len(found.cohorts)] == [
        (one.first, one.n) for one in found.cohorts
    ]
    assert found == seen(list(reversed(steps)), now=now)
