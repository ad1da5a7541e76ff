from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.gatherings.enums import Every
from dugnad.gatherings.recurrence import Pattern, Stretch, rrule, stretches

STOCKHOLM = "Europe/Stockholm"


def begins(pattern: Pattern, most: int = 10) -> list[str]:
    return [f"{one.starts_at:%Y-%m-%d %H:%M}" for one in stretches(pattern, most)]


def test_every_week_over_the_end_of_summer_time() -> None:
    """18:00 in Stockholm is 16:00 UTC until 25 October 2026, and 17:00 from then on."""
    pattern = Pattern(date(2026, 10, 15), time(18), time(20), STOCKHOLM, Every.WEEK, times=4)
    assert begins(pattern) == ["2026-10-15 16:00", "2026-10-22 16:00", "2026-10-29 17:00", "2026-11-05 17:00"]


def test_every_second_week_into_summer_time_until_a_day() -> None:
    """The clocks go forward on 28 March 2027."""
    pattern = Pattern(date(2027, 3, 13), time(9), time(10), STOCKHOLM, Every.FORTNIGHT, until=date(2027, 4, 10))
    assert begins(pattern) == ["2027-03-13 08:00", "2027-03-27 08:00", "2027-04-10 07:00"]


def test_every_month_on_the_same_weekday() -> None:
    """The second Tuesday, through a winter."""
    pattern = Pattern(date(2026, 11, 10), time(18), time(20), STOCKHOLM, Every.MONTH, times=5)
    assert begins(pattern) == [
        "2026-11-10 17:00", "2026-12-08 17:00", "2027-01-12 17:00", "2027-02-09 17:00", "2027-03-09 17:00",
    ]  # fmt: skip


def test_a_fifth_friday_means_the_last_one() -> None:
    pattern = Pattern(date(2027, 1, 29), time(18), time(20), "UTC", Every.MONTH, times=4)
    assert begins(pattern) == ["2027-01-29 18:00", "2027-02-26 18:00", "2027-03-26 18:00", "2027-04-30 18:00"]
    assert rrule(Every.MONTH, date(2027, 1, 29), 4) == {"FREQ": "MONTHLY", "BYDAY": "-1FR", "COUNT": 4}


def test_an_hour_that_is_left_out_and_one_that_comes_twice() -> None:
    """02:30 on 28 March 2027 is not on any clock in Stockholm: it is counted on from before, 01:30 UTC."""
    (skipped,) = stretches(Pattern(date(2027, 3, 28), time(2, 30), time(4), STOCKHOLM), 1)
    assert skipped == Stretch(datetime(2027, 3, 28, 1, 30, tzinfo=UTC), datetime(2027, 3, 28, 2, tzinfo=UTC))
    (twice,) = stretches(Pattern(date(2026, 10, 25), time(2, 30), time(4), STOCKHOLM), 1)
    assert twice == Stretch(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 3, tzinfo=UTC))


def test_a_night_over_the_change_of_the_clocks() -> None:
    """From 22 to 6 is nine hours when the clocks go back."""
    (night,) = stretches(Pattern(date(2026, 10, 24), time(22), time(6), STOCKHOLM), 1)
    assert (night.ends_at - night.starts_at).total_seconds() == 9 * 3600


@pytest.mark.parametrize("every", [Every.WEEK, Every.FORTNIGHT, Every.MONTH])
def test_what_comes_first_ends_it(every: Every) -> None:
    first = date(2026, 11, 26)
    assert len(stretches(Pattern(first, time(18), time(20), STOCKHOLM, every, times=3), 60)) == 3
    assert len(stretches(Pattern(first, time(18), time(20), STOCKHOLM, every, until=first, times=3), 60)) == 1
    assert len(stretches(Pattern(first, time(18), time(20), STOCKHOLM, every, times=300), 61)) == 61
    assert stretches(Pattern(first, time(18), time(20), STOCKHOLM, every, until=date(2026, 1, 1)), 60) == []


@settings(max_examples=40, deadline=None)
@given(
    st.dates(date(2026, 1, 1), date(2030, 12, 31)),
    st.sampled_from([Every.WEEK, Every.FORTNIGHT, Every.MONTH]),
    st.sampled_from([STOCKHOLM, "America/New_York", "Australia/Lord_Howe", "Asia/Kabul"]),
    st.integers(1, 60),
)
def test_the_rrule_says_the_same(first: date, every: Every, zone: str, times: int) -> None:
    """Read by somebody else's implementation."""
    pattern = Pattern(first, time(19, 15), time(21), zone, every, times=times)
    said = ";".join(f"{name}={value}" for name, value in rrule(every, first, times).items())
    theirs = rrulestr(said, dtstart=datetime.combine(first, time(19, 15)))
    expected = [moment.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for moment in theirs]
    assert [one.starts_at for one in stretches(pattern, 60)] == expected
