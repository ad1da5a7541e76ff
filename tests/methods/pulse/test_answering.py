from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lifelines import KaplanMeierFitter

from dugnad.methods.generated.adversaries import Helped, alike, bots, few, offline, one_helper, ring
from dugnad.methods.pulse.answered import answered
from dugnad.methods.pulse.answering import TimeToAnswer, time_to_answer
from dugnad.methods.pulse.completing import completed
from dugnad.methods.pulse.measured import Caution, Reason
from dugnad.methods.shares import wilson

MINUTE, HOUR, DAY = 60.0, 3_600.0, 86_400.0
NEVER = np.nan


def waits(seed: int, n: int, hours: float = 3.0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    asked = rng.uniform(0, 10 * DAY, n)
    return asked, asked + rng.exponential(hours * HOUR, n)


def test_the_middle_by_hand() -> None:
    """4-measures, section 8, in hours: half by the tenth."""
    last = np.tile([3, 5, 6, 7, 8, 10, 12, 12], 2) * HOUR
    seen = np.tile([1, 0, 1, 1, 0, 1, 1, 0], 2) == 1
    found = time_to_answer(last.max() - last, np.where(seen, last.max(), NEVER), until=last.max())

    assert (found.value, found.n, found.still_open, found.oldest_open) == (10, 16, 6, 12)
    assert found.caution is Caution.UNBOUNDED or (found.low is not None and found.low <= 10)


def test_the_middle_as_in_lifelines() -> None:
    asked, came = waits(1, 200)
    found = time_to_answer(asked, came, until=10 * DAY)
    fitted = KaplanMeierFitter().fit((np.minimum(came, 10 * DAY) - asked) / HOUR, came <= 10 * DAY)

    assert found.value == pytest.approx(fitted.median_survival_time_)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 3 * np.log(2) < found.high
    assert found.curve is not None
    assert found.curve.at(5) == pytest.approx(1 - fitted.predict(5), abs=0.005)


def test_withdrawn_asks_are_not_answered() -> None:
    """Thirty asks: ten answered after an hour, twenty withdrawn after two. A third; and no middle, ever."""
    asked, came, gone = np.zeros(30), np.full(30, NEVER), np.full(30, NEVER)
    came[:10], gone[10:] = HOUR, 2 * HOUR
    found = time_to_answer(asked, came, gone, until=DAY)

    assert (found.reason, found.value, found.still_open, found.oldest_open) == (Reason.NOT_REACHED, None, 0, None)
    assert answered(asked, came, gone, until=2 * DAY).value == pytest.approx(1 / 3)
    assert answered(asked, came, came, until=2 * DAY).value == pytest.approx(1 / 3)
    half = time_to_answer(asked, np.where(np.arange(30) < 15, HOUR, NEVER), until=DAY)
    assert (half.value, half.caution, half.high, half.at_least) == (1, Caution.UNBOUNDED, None, 1)


def test_withdrawn_lately_is_not_the_same_as_open() -> None:
    """Twenty asks of two days ago, ten answered after 20 hours; twenty of 12 hours ago, all withdrawn, or all open."""
    asked = np.repeat([0.0, 36 * HOUR], 20)
    came, gone = np.full(40, NEVER), np.full(40, NEVER)
    came[:10], gone[20:] = 20 * HOUR, 37 * HOUR

    assert answered(asked, came, gone, until=2 * DAY).value == pytest.approx(0.25)
    assert answered(asked, came, until=2 * DAY).value == pytest.approx(0.5)


@pytest.mark.parametrize(("n", "reason"), [(0, Reason.NOTHING_DONE), (1, Reason.FEW_MEMBERS), (9, Reason.FEW_MEMBERS)])
def test_too_little_to_say(n: int, reason: Reason) -> None:
    asked, never = np.zeros(n), np.full(n, NEVER)

    assert time_to_answer(asked, never, until=DAY).reason is reason
    assert answered(asked, never, until=DAY).reason is reason
    assert completed(asked, never, until=60 * DAY).reason is reason


def test_asks_of_few_people_tell_about_them() -> None:
    asked, came = waits(2, 300)
    asker = np.arange(300) % 9

    assert time_to_answer(asked, came, asker=asker, until=20 * DAY).reason is Reason.FEW_MEMBERS
    assert answered(asked, came, asker=asker, until=20 * DAY).reason is Reason.FEW_MEMBERS
    assert completed(asked, came, asker=asker, until=60 * DAY).reason is Reason.FEW_MEMBERS


def test_who_asks_often_counts_as_one() -> None:
    """Each of twenty asks ten times and always waits as long: no more is known than from twenty asks."""
    rng = np.random.default_rng(3)
    each = rng.exponential(3 * HOUR, 20)
    asked, came, asker = np.zeros(200), np.repeat(each, 10), np.repeat(np.arange(20), 10)

    def wide(found: TimeToAnswer) -> float:
        assert found.high is not None
        assert found.low is not None
        return found.high - found.low

    together = time_to_answer(asked, came, asker=asker, until=DAY * 9)
    once = time_to_answer(np.zeros(20), each, until=DAY * 9)
    assert wide(together) == pytest.approx(wide(once), rel=0.01)
    assert wide(together) > 2 * wide(time_to_answer(asked, came, until=DAY * 9))
    share, alone = (answered(asked, came, asker=of, until=DAY * 9).within[1] for of in (asker, None))
    assert share.value == alone.value
    assert share.high is not None
    assert alone.high is not None
    assert share.high > alone.high + 0.05
    assert share.followed == 20
    drawn, plain = together.curve, time_to_answer(asked, came, until=DAY * 9).curve
    assert drawn is not None
    assert plain is not None
    assert drawn.low[4] < plain.low[4] - 0.05


def test_the_interval_is_that_of_askers_drawn_anew() -> None:
    """The middle 95 % of medians of all asks of as many askers, drawn with replacement; everything is answered."""
    rng = np.random.default_rng(4)
    each = rng.gamma(2, 0.5, 60)
    asker = np.repeat(np.arange(60), 5)
    came = rng.exponential(3 * HOUR * each[asker])
    found = time_to_answer(np.zeros(300), came, asker=asker, until=20 * DAY)
    of_each = came.reshape(60, 5) / HOUR
    drawn = np.median(of_each[rng.integers(60, size=(2000, 60))].reshape(2000, 300), axis=1)

    assert (found.low, found.high) == pytest.approx(tuple(np.quantile(drawn, [0.025, 0.975])), rel=0.15)
    alone = time_to_answer(np.zeros(300), came, until=20 * DAY)
    assert found.high is not None
    assert alone.high is not None
    assert found.high > alone.high


def test_answered_by_hand() -> None:
    """Forty asks: ten answered within the hour, ten in a day, ten in a week; twenty of them got a kind word only."""
    came = np.concatenate([np.full(10, h * HOUR) for h in (0.5, 20, 100)] + [np.full(10, NEVER)])
    kind = np.where(np.arange(40) < 20, came, NEVER)
    found = answered(
        np.zeros(40), came, practical=np.where(np.isnan(kind), came, NEVER), emotional=kind, until=30 * DAY
    )

    assert found.value == found.within[24].value == pytest.approx(0.5)
    assert [found.within[hours].value for hours in (1, 24, 168)] == pytest.approx([0.25, 0.5, 0.75])
    assert [found.practical[hours].value for hours in (1, 24, 168)] == pytest.approx([0, 0, 0.25])
    assert [found.emotional[hours].value for hours in (1, 24, 168)] == pytest.approx([0.25, 0.5, 0.5])
    assert (found.low, found.high) == pytest.approx(wilson(20, 40), abs=0.01)
    assert answered(np.zeros(40), came, until=30 * DAY).practical == {}


def test_a_week_cannot_be_told_after_two_days() -> None:
    asked, came = np.zeros(30), np.full(30, HOUR / 2)
    found = answered(asked, came, until=2 * DAY)

    assert found.value == 1
    assert found.low is not None
    assert 0.85 < found.low < wilson(30, 30)[0]
    assert found.within[168].reason is Reason.TOO_NEW
    assert answered(asked, came, until=HOUR / 4).reason is Reason.TOO_NEW


def test_completed_by_hand() -> None:
    """Of 40 asks 20 could be followed for 30 days; 8 were confirmed by then, one later."""
    asked = np.repeat([0.0, 20 * DAY], 20)
    confirmed = np.full(40, NEVER)
    confirmed[:8], confirmed[8], confirmed[20:] = 3 * DAY, 31 * DAY, 21 * DAY
    found = completed(asked, confirmed, until=40 * DAY)

    assert (found.value, found.n, found.too_new, found.askers) == (0.4, 20, 20, 20)
    assert (found.low, found.high) == pytest.approx(wilson(8, 20), abs=0.02)
    assert completed(asked, confirmed, until=25 * DAY).reason is Reason.TOO_NEW


def test_who_always_confirms_or_never_counts_once() -> None:
    """Twenty who ask four times each, and are helped each time or never: as much as twenty asks."""
    once = np.where(np.arange(20) < 8, 3 * DAY, NEVER)
    often = completed(np.zeros(80), np.repeat(once, 4), asker=np.repeat(np.arange(20), 4), until=40 * DAY)
    found = completed(np.zeros(20), once, until=40 * DAY)

    assert (often.n, often.askers) == (80, 20)
    assert (often.low, often.high) == pytest.approx((found.low, found.high))


def of(made: Helped, *, known_bots: tuple[int, ...] = ()) -> tuple[TimeToAnswer, float | Reason | None]:
    """Both measures of a generated group, asks put when they were answered less what was waited."""
    asks = max(made.asks, len(made.ask))
    asker = np.arange(asks) % max(1, made.members)
    asked = np.zeros(asks)
    asker[made.ask], asked[made.ask] = made.asker, made.at * DAY
    counts = (made.helper != asker[made.ask]) & ~np.isin(made.helper, known_bots)
    came = np.full(asks, np.inf)
    np.minimum.at(came, made.ask[counts], (made.at * DAY + made.waited * MINUTE)[counts])
    came[np.isinf(came)] = NEVER
    share = answered(asked, came, asker=asker, until=40 * DAY)
    return time_to_answer(asked, came, asker=asker, until=40 * DAY), share.reason or share.value


def test_what_deceives() -> None:
    """Bots that are known are nobody; a ring is too few people; one who answers all looks like a group here."""
    quick, share = of(bots(1))
    assert quick.value is not None
    assert (quick.value < 1 / 60, share) == (True, 1)
    seen, share = of(bots(1), known_bots=(57, 58, 59))
    assert (seen.reason, share, seen.still_open) == (Reason.NOT_REACHED, 0, 300)
    assert of(ring(1))[1] is Reason.FEW_MEMBERS
    assert of(one_helper(1))[1] == pytest.approx(1, abs=0.01)
    assert of(offline())[0].reason is Reason.NOT_REACHED
    assert of(offline())[1] == 0
    same, share = of(alike())
    assert same.value == pytest.approx(1)
    assert share == 1
    assert [of(few(members))[1] for members in (0, 1, 2)] == [
        Reason.NOTHING_DONE,
        Reason.NOTHING_DONE,
        Reason.FEW_MEMBERS,
    ]


moments = st.lists(
    st.tuples(st.integers(0, 200), st.none() | st.integers(0, 200), st.integers(0, 14)), min_size=12, max_size=40
)


@given(moments, st.integers(0, 99))
@settings(max_examples=30, deadline=None)
def test_neither_order_nor_names_change_a_share(given_asks: list[tuple[int, int | None, int]], seed: int) -> None:
    asked = np.array([one[0] for one in given_asks]) * HOUR
    came = asked + np.array([NEVER if one[1] is None else one[1] for one in given_asks]) * HOUR
    asker = np.array([one[2] for one in given_asks])
    order = np.random.default_rng(seed).permutation(len(asked))
    once = answered(asked, came, asker=asker, until=300 * HOUR)
    mixed = answered(asked[order], came[order], asker=1000 - asker[order], until=300 * HOUR)
    twice = answered(np.tile(asked, 2), np.tile(came, 2), asker=np.concatenate([asker, asker + 50]), until=300 * HOUR)

    assert once.reason is mixed.reason
    assert once.value == pytest.approx(mixed.value)
    assert once.low == pytest.approx(mixed.low)
    if once.value is not None:
        assert twice.value == pytest.approx(once.value)
        assert twice.low is not None
        assert once.low is not None
        assert once.low - 1e-9 <= twice.low
