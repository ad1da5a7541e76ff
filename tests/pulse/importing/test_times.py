from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.pulse.importing.times import Moment, NoTime, moment
from tests.pulse.importing.bringing_in import NOW

AT = datetime(2004, 6, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "1086076800",
        "1086076800000",
        "1086076800.0",
        "2004-06-01T08:00:00Z",
        "2004-06-01T10:00:00+02:00",
        "2004-06-01 08:00:00 UTC",
        "2004-06-01 04:00:00 EDT",
        "Tue, 1 Jun 2004 10:00:00 +0200",
        "Tue, 1 Jun 2004 08:00:00 -0000",
        " 1 Jun 2004 03:00 EST ",
    ],
)
def test_a_moment_in_any_writing_is_the_same(text: str) -> None:
    assert moment(text, NOW) == Moment(AT)


def test_what_the_file_did_not_say_is_said() -> None:
    assert "without a zone" in moment("2004-06-01 08:00:00", NOW).doubt
    assert "without a zone" in moment("Tue Jun  1 08:00:00 2004", NOW).doubt
    assert moment("2004-06-01", NOW) == Moment(
        datetime(2004, 6, 1, tzinfo=UTC), "a day without an hour, read as its first moment"
    )


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "no time"),
        ("yesterday", "no time"),
        ("06/01/2004", "no time"),
        ("2004-13-01", "no time"),
        ("2004-06-01 08:00:00 WIB", "no time"),
        ("Tue, 1 Jun 2004 10:00:00 +9999", "no time"),
        ("9" * 400, "no time"),
        ("nan", "no time"),
        ("-5", "before 1970"),
        ("0001-01-01T00:00:00Z", "before 1970"),
        ("2026-11-22T12:00:01Z", "not come yet"),
        ("99999999999", "not come yet"),
    ],
)
def test_what_is_no_moment_says_why(text: str, why: str) -> None:
    with pytest.raises(NoTime, match=why):
        moment(text, NOW)


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_says_why_not(text: str) -> None:
    try:
        assert moment(text, NOW).at.utcoffset() == timedelta(0)
    except NoTime:
        pass
