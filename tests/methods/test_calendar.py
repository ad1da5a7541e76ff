from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.calendar import Pattern, stretches

STOCKHOLM = "Europe/Stockholm"


def test_a_night_ends_the_next_morning() -> None:
    night = Pattern(date(2026, 11, 20), date(2026, 11, 20), {4}, time(18), time(10), STOCKHOLM)
    assert list(stretches(night)) == [(datetime(2026, 11, 20, 17, tzinfo=UTC), datetime(2026, 11, 21, 9, tzinfo=UTC))]


def test_only_the_weekdays_named() -> None:
    tuesdays = Pattern(date(2026, 11, 1), date(2026, 11, 30), {1}, time(18), time(20), STOCKHOLM)
    assert [start.day for start, _end in stretches(tuesdays)] == [3, 10, 17, 24]


def test_hours_are_cut_and_the_rest_left_out() -> None:
    hours = Pattern(date(2026, 11, 3), date(2026, 11, 3), {1}, time(18), time(20, 30), STOCKHOLM, slot_minutes=60)
    assert [start.hour for start, _end in stretches(hours)] == [17, 18]


def test_summer_time_keeps_the_hour_by_the_clock() -> None:
    over = Pattern(date(2027, 3, 27), date(2027, 3, 28), {5, 6}, time(18), time(20), STOCKHOLM)
    assert [start.astimezone(ZoneInfo(STOCKHOLM)).hour for start, _end in stretches(over)] == [18, 18]
    assert [start.hour for start, _end in stretches(over)] == [17, 16]


def test_a_last_day_before_the_first_gives_nothing() -> None:
    backwards = Pattern(date(2026, 11, 4), date(2026, 11, 3), set(range(7)), time(18), time(20), STOCKHOLM)
    assert list(stretches(backwards)) == []


@given(
    st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    st.integers(0, 60),
    st.sets(st.integers(0, 6)),
    st.times(),
    st.times(),
)
def test_stretches_come_in_order_and_run_forward(
    first: date, days: int, weekdays: set[int], starts: time, ends: time
) -> None:
    last = date.fromordinal(first.toordinal() + days)
    found = list(stretches(Pattern(first, last, weekdays, starts.replace(microsecond=0), ends, STOCKHOLM)))
    assert found == sorted(found)
    assert len(found) <= days + 1
