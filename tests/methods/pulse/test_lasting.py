from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.pulse.lapsing import stopped
from dugnad.methods.pulse.lasting import Survival, survival
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.shares import wilson

DAY = 86_400.0
NEVER = np.nan
YEAR = 365 * DAY


def lapses(rows: dict[int, list[float]], joined: list[float], since: float = 0, until: float = 200) -> list[float]:
    """In days: when each stopped."""
    who = [member for member, days in rows.items() for _ in days]
    when = [day * DAY for days in rows.values() for day in days]
    came = np.array(joined) * DAY
    return list(stopped(who, when, joined=came, since=since * DAY, until=until * DAY) / DAY)


def test_the_last_act_before_a_silence() -> None:
    """Silent for 40 days and back; for 30 and back; silent at the end for 31 days, for 30; joined and no more."""
    rows = {0: [0, 10, 50], 1: [*range(0, 200, 30)], 2: [0, *range(4, 170, 15)], 3: [*range(20, 171, 30)]}
    found = lapses(rows, [0] * 5)

    assert found[0] == 10
    assert np.isnan(found[1])
    assert found[2] == 169
    assert np.isnan(found[3])
    assert found[4] == 0


def test_rows_in_any_order() -> None:
    rng = np.random.default_rng(1)
    who, when = rng.integers(0, 40, 500), rng.uniform(0, 300 * DAY, 500)
    order = np.lexsort((when, who))
    joined = np.zeros(40)
    mixed = stopped(who, when, joined=joined, since=0, until=YEAR)

    np.testing.assert_array_equal(mixed, stopped(who[order], when[order], joined=joined, since=0, until=YEAR))
    expected = []
    for member in range(40):
        days = [0.0, *np.sort(when[who == member]), YEAR]
        quiet = [day for day, after in pairwise(days) if after - day > 30 * DAY]
        expected.append(quiet[0] if quiet else NEVER)
    np.testing.assert_array_equal(mixed, expected)


def test_who_joined_before_acts_were_recorded() -> None:
    """Seen in the first thirty days: still there. Seen first on day 140, or never: had gone before day 100."""
    found = lapses({0: [110, 120], 1: [140, 150]}, [0, 0, 0], since=100)

    assert (found[0], found[1], found[2]) == (120, -np.inf, -np.inf)
    assert lapses({0: [140, 160, 180]}, [140], since=100)[0] != -np.inf


def test_acts_of_nobody_are_refused() -> None:
    with pytest.raises(ValueError, match="a member and a moment"):
        stopped([1], [0.0], joined=[0.0], since=0, until=DAY)
    with pytest.raises(ValueError, match="were recorded"):
        stopped([0], [2 * DAY], joined=[0.0], since=0, until=DAY)
    with pytest.raises(ValueError, match="one length"):
        survival([0.0], [NEVER, NEVER], since=0, until=YEAR)


def test_by_hand() -> None:
    """Forty joined on day 0: ten did nothing more, ten were there until day 60, twenty are; of one left on day 20."""
    end = np.repeat([0.0, 60 * DAY, NEVER, NEVER], 10)
    left = np.full(40, NEVER)
    left[20] = 20 * DAY
    found = survival(np.zeros(40), end, left, since=0, until=YEAR)

    assert [one.value for one in found.kept] == pytest.approx([30 / 40, 29 / 40, 19 / 40])
    assert [one.at_risk for one in found.kept] == [30, 29, 19]
    assert found.value == pytest.approx(19 / 40)
    assert (found.n, found.too_new, found.null) == (40, 0, None)
    assert (found.low, found.high) == pytest.approx(wilson(19, 40), abs=0.015)


def test_who_falls_silent_and_leaves_later_had_gone_before() -> None:
    quiet, leaving = np.repeat([0.0, 20 * DAY], 20), np.repeat([90 * DAY, 40 * DAY], 20)
    found = survival(np.zeros(40), quiet, leaving, since=0, until=YEAR)

    assert found.curve is not None
    assert found.curve.times.tolist() == [0, 40]


def test_the_last_thirty_days_are_not_looked_at() -> None:
    """Twenty came a year ago, twenty forty days ago, twenty yesterday; half of each stopped at once."""
    until = 400 * DAY
    joined = np.repeat([0.0, until - 40 * DAY, until - DAY], 20)
    end = np.where(np.arange(60) % 2 == 0, joined, NEVER)
    end[40:] = NEVER
    found = survival(joined, end, since=0, until=until)

    assert (found.n, found.too_new) == (40, 20)
    assert [one.value for one in found.kept] == pytest.approx([0.5, 0.5, 0.5])
    assert [one.at_risk for one in found.kept] == [20, 10, 10]


def test_who_joined_before_enters_late() -> None:
    """Of long standing nobody goes. Had they counted from the day they joined, it would seem that half stay."""
    until = 200 * DAY
    new, old = np.zeros(40), np.full(40, -60 * DAY)
    end = np.concatenate([np.where(np.arange(40) < 30, DAY, NEVER), np.full(30, NEVER), np.full(10, -np.inf)])
    found = survival(np.concatenate([new, old]), end, since=0, until=until)

    assert (found.n, found.gone_before) == (70, 10)
    assert found.value == pytest.approx(0.25)
    assert found.kept[2].at_risk == 40


def test_where_few_are_left_only_the_most_there_can_be_is_told() -> None:
    """A cause that forty joined, and all forgot. Not "too little data", and no number of the few who stayed."""
    end = np.where(np.arange(40) < 38, DAY, NEVER)
    found = survival(np.zeros(40), end, since=0, until=YEAR)

    assert (found.reason, found.value, found.n) == (Reason.FEW_LEFT, None, 40)
    assert found.kept[2].at_risk is None
    assert found.at_most == 0.15
    forgotten = survival(np.zeros(4000), np.full(4000, DAY), since=0, until=YEAR)
    assert (forgotten.reason, forgotten.at_most) == (Reason.FEW_LEFT, 0.05)


@pytest.mark.parametrize(
    ("n", "until", "reason"),
    [
        (0, YEAR, Reason.NOBODY),
        (9, YEAR, Reason.FEW_MEMBERS),
        (40, 100 * DAY, Reason.TOO_NEW),
        (40, DAY, Reason.TOO_NEW),
    ],
)
def test_too_little_to_say(n: int, until: float, reason: Reason) -> None:
    found = survival(np.zeros(n), np.full(n, NEVER), since=0, until=until)

    assert (found.reason, found.value) == (reason, None)


def test_members_seen_only_when_old_tell_nothing_of_the_young() -> None:
    """Five seen from their first day, of whom two went; forty from their hundredth: S(90) of five is not told."""
    joined = np.repeat([0.0, -85 * DAY], [5, 40])
    end = np.where(np.arange(45) < 2, 3 * DAY, NEVER)

    assert survival(joined, end, since=0, until=YEAR).reason is Reason.FEW_MEMBERS


def test_by_when_they_joined() -> None:
    """The twelve of the first month stayed, of the twenty of the second five; those of the third are too few."""
    joined = np.repeat([0.0, 30 * DAY, 60 * DAY], [12, 20, 5])
    end = np.full(37, NEVER)
    end[12:27] = 35 * DAY
    found = survival(joined, end, since=0, until=YEAR, cohort=np.repeat([24312, 24313, 24314], [12, 20, 5]))

    assert [(one.cohort, one.n) for one in found.cohorts] == [(24312, 12), (24313, 20), (24314, 5)]
    assert [one.value for one in found.cohorts[0].kept] == [1, 1, 1]
    assert found.cohorts[0].kept[0].low == wilson(12, 12)[0]
    assert {one.reason for one in found.cohorts[1].kept} == {Reason.FEW_LEFT}
    assert {one.reason for one in found.cohorts[2].kept} == {Reason.FEW_MEMBERS}


stays = st.lists(st.tuples(st.integers(0, 100), st.none() | st.integers(0, 200)), min_size=10, max_size=50)


@given(stays, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_neither_order_nor_doubling_changes_a_share(given_stays: list[tuple[int, int | None]], seed: int) -> None:
    joined = np.array([one[0] for one in given_stays]) * DAY
    end = joined + np.array([NEVER if one[1] is None else one[1] for one in given_stays]) * DAY
    order = np.random.default_rng(seed).permutation(len(joined))

    def of(places: np.ndarray) -> Survival:
        return survival(joined[places], end[places], since=0, until=250 * DAY)

    once, mixed = of(np.arange(len(joined))), of(order)
    twice = of(np.tile(order, 2))
    assert (once.kept, once.reason) == (mixed.kept, mixed.reason)
    if once.value is not None:
        assert twice.value == pytest.approx(once.value)
        assert 0 <= once.value <= 1
