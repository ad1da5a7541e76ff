from __future__ import annotations

from datetime import timedelta

from dugnad.pulse.laps import FIRST_LAP, LAP, begins, due, monday
from tests.cast import NOON
from tests.pulse.platform.making import MONDAY


def test_the_first_is_taken_on_a_monday_when_there_is_a_month_of_acts() -> None:
    assert monday(NOON) == MONDAY
    assert due(NOON, last=None, first_act=None) is None
    assert due(NOON, last=None, first_act=MONDAY - FIRST_LAP + timedelta(seconds=1)) is None
    assert due(NOON, last=None, first_act=MONDAY - FIRST_LAP) == MONDAY


def test_the_next_ends_a_lap_later_and_begins_where_the_last_ended() -> None:
    assert due(MONDAY + LAP - timedelta(seconds=1), last=MONDAY, first_act=MONDAY) is None
    assert due(MONDAY + LAP, last=MONDAY, first_act=MONDAY) == MONDAY + LAP
    assert begins(MONDAY + LAP, last=MONDAY) == MONDAY
    assert begins(MONDAY, last=None) == MONDAY - LAP


def test_a_machine_that_was_off_keeps_the_rhythm() -> None:
    """All that happened meanwhile is one lap, so that no act is counted twice or left out."""
    assert due(MONDAY + 2 * LAP + timedelta(days=3), last=MONDAY, first_act=MONDAY) == MONDAY + 2 * LAP
