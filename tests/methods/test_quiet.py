from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.quiet import QuietHours

NIGHT = QuietHours(time(22), time(7), "Europe/Stockholm")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ZONES = ["UTC", "Europe/Stockholm", "Asia/Kabul", "America/St_Johns", "Australia/Lord_Howe"]
hours = st.times().map(lambda one: one.replace(second=0, microsecond=0))
quiet_hours = st.builds(QuietHours, hours, hours, st.sampled_from(ZONES))
moments = st.integers(0, 2 * 366 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [(time(20, 59), False), (time(21), True), (time(23, 30), True), (time(5, 59), True), (time(6), False)],
)
def test_a_night_over_midnight_by_the_members_own_clock(clock: time, quiet: bool) -> None:
    assert NIGHT.hold(datetime.combine(NOON.date(), clock, UTC)) is quiet


def test_within_one_day() -> None:
    nap = QuietHours(time(12), time(14), "UTC")
    assert [nap.hold(NOON + timedelta(hours=hour)) for hour in (-1, 0, 1, 2)] == [False, True, True, False]
    assert nap.over(NOON) == NOON + timedelta(hours=2)


def test_without_any() -> None:
    assert not QuietHours(None, None, "UTC").hold(NOON)
    assert QuietHours(None, None, "UTC").over(NOON) == NOON


def test_a_whole_day_is_never_over() -> None:
    never = QuietHours(time(9), time(9), "UTC")
    assert never.hold(NOON)
    assert never.over(NOON) is None


def test_where_the_clocks_go_back() -> None:
    early = QuietHours(time(22), time(2, 30), "Europe/Stockholm")
    first = datetime(2026, 10, 25, 0, 0, tzinfo=UTC)
    assert early.over(first) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert early.hold(datetime(2026, 10, 25, 1, 15, tzinfo=UTC))


@given(quiet_hours, moments)
def test_when_it_is_over_it_is_not_quiet(quiet: QuietHours, at: datetime) -> None:
    over = quiet.over(at)
    assert (over is None) == (quiet.starts == quiet.ends)
    if over is not None:
        assert not quiet.hold(over)
        assert at <= over <= at + timedelta(hours=26)
        assert (over == at) == (not quiet.hold(at))
