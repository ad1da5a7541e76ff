from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from django.utils.timezone import localtime

from dugnad.demo import shapes
from dugnad.demo.lasting import still_open

ZONE = "Europe/Stockholm"


def offer(**facts: object) -> shapes.Offer:
    plain: dict[str, object] = {
        "code": "room",
        "circle": "skane",
        "by": "maja",
        "minutes_ago": 900,
        "kind": "shelter",
        "title": "A room",
        "text": "Quiet.",
        "town": "Lund",
        "unit": "beds",
        "capacity": 1,
        "from_day": 0,
        "until_day": 3,
    }
    return shapes.Offer(**{**plain, **facts})  # type: ignore[arg-type]  # the test's own facts


def days(told: shapes.Offer, moment: datetime) -> list[date]:
    return [localtime(stretch.starts_at).date() for stretch in still_open(told, moment, ZONE)]


def test_what_is_over_today_is_not_offered() -> None:
    tuesdays = offer(weekdays=("tue",), from_time=time(17), until_time=time(19), until_day=13)
    assert days(tuesdays, datetime(2026, 11, 24, 17, 30, tzinfo=UTC)) == [date(2026, 11, 24), date(2026, 12, 1)]
    assert days(tuesdays, datetime(2026, 11, 24, 18, 0, tzinfo=UTC)) == [date(2026, 12, 1)]


def test_a_night_and_a_whole_day_end_the_next_day() -> None:
    nights = offer(from_time=time(18), until_time=time(11), until_day=0)
    (night,) = still_open(nights, datetime(2026, 11, 24, 12, 0, tzinfo=UTC), ZONE)
    assert night.ends_at - night.starts_at == timedelta(hours=17)
    (day,) = still_open(offer(until_day=0), datetime(2026, 11, 24, 12, 0, tzinfo=UTC), ZONE)
    assert day.ends_at - day.starts_at == timedelta(hours=24)
