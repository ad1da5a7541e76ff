from __future__ import annotations

import itertools
from datetime import UTC, datetime

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import t

from dugnad.methods.generated.adversaries import Helped, alike, bots, burst_of_one, few, offline, one_helper, ring
from dugnad.methods.pulse.alike import likeness
from dugnad.methods.pulse.beside import beside, by_chance
from dugnad.methods.pulse.bursting import Unit, bursts
from dugnad.methods.pulse.coinciding import coincidence
from dugnad.methods.pulse.drawing import student
from dugnad.methods.pulse.gaps import levels
from dugnad.methods.pulse.measured import Caution, Reason, Window
from dugnad.methods.pulse.present import Presence
from dugnad.methods.pulse.trains import DAY, Trains
from dugnad.methods.pulse.two_states import evidence, spans, states
from dugnad.methods.pulse.two_ways import two_way_error

MONTH = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 29, tzinfo=UTC))
START = MONTH.start.timestamp()
HOUR = 3600.0


def evenings(rng: np.random.Generator, acts: int, people: int = 30) -> tuple[np.ndarray, np.ndarray]:
    """Acts of people who all act in the evening and know nothing of each other: who, and when."""
    day, hour = rng.integers(28, size=acts), np.clip(rng.normal(20, 2, acts), 0, 23.9)
    return rng.integers(people, size=acts), START + day * DAY + hour * HOUR


# coincidence


@pytest.mark.parametrize("acts", [1, 2, 60, 300])
def test_beside_is_what_comparing_all_gives(acts: int) -> None:
    rng = np.random.default_rng(acts)
    who, at = rng.integers(5, size=acts), (rng.integers(0, 200, acts) * 600).astype(np.float64)
    near = np.abs(at[:, None] - at[None, :]) <= HOUR

    assert beside(who, at, HOUR).tolist() == (near & (who[:, None] != who[None, :])).any(axis=1).tolist()


@pytest.mark.parametrize(("people", "within"), [(8, HOUR), (8, 9 * HOUR), (30, HOUR)])
def test_beside_by_chance_is_what_shifting_gives(people: int, within: float) -> None:
    rng = np.random.default_rng(people)
    trains = Trains.of(*evenings(rng, 120, people), MONTH)
    drawn = np.mean([beside(trains.member, trains.shifted(rng), within) for _ in range(1500)], axis=0)

    assert by_chance(trains, within) == pytest.approx(drawn, abs=0.06)
    assert by_chance(trains, within).mean() == pytest.approx(drawn.mean(), abs=0.01)


def test_always_and_never() -> None:
    """Two who act at the same minute every day cannot miss each other; two at other times cannot meet."""
    days = START + np.arange(28) * DAY
    both, who = np.concatenate([days + 9 * HOUR, days + 9 * HOUR + 60]), np.repeat([0, 1], 28)

    assert by_chance(Trains.of(who, both, MONTH), HOUR).tolist() == [1.0] * 56
    assert by_chance(Trains.of(who, both + 6 * HOUR * who, MONTH), HOUR).tolist() == [0.0] * 56


def test_a_common_evening_is_no_coincidence_and_a_call_is() -> None:
    rng = np.random.default_rng(5)
    who, at = evenings(rng, 90)
    called = np.concatenate([rng.permutation(30)[:20] for _ in range(4)])
    alone = coincidence(who, at, window=MONTH, shifts=199)
    together = coincidence(
        np.concatenate([who, called]),
        np.concatenate([at, START + np.repeat([74, 221, 365, 536], 20) * HOUR + rng.uniform(0, HOUR, 80)]),
        window=MONTH,
        shifts=199,
    )

    assert alone.p is not None
    assert alone.p > 0.05
    assert alone.excess_low is not None
    assert alone.excess_low < 0
    assert together.p is not None
    assert together.p < 0.05
    assert together.excess is not None
    assert together.excess > 0.1


def test_coincidence_in_any_order_and_outside_the_window() -> None:
    rng = np.random.default_rng(6)
    who, at = evenings(rng, 200)
    order = rng.permutation(200)
    more = np.concatenate([at[order], [START - 5, MONTH.end.timestamp() + 5]])
    found = coincidence(np.concatenate([100 - who[order], [7, 500]]), more, window=MONTH, shifts=20)
    once = coincidence(who, at, window=MONTH, shifts=20)

    assert (found.value, found.n) == (once.value, once.n)
    assert (found.low, found.null, found.excess) == pytest.approx((once.low, once.null, once.excess))


def test_of_very_many_acts_some_are_shifted() -> None:
    found = coincidence(*evenings(np.random.default_rng(7), 30_000, 3000), window=MONTH, shifts=3)

    assert found.sampled is not None
    assert 1800 < found.sampled < 2100
    assert found.value == pytest.approx(1, abs=1e-3)
    assert found.null == pytest.approx(1, abs=1e-3)


def test_days_and_nights_on_end_by_chance() -> None:
    """Who acts every half hour for three days of four weeks is beside any moment on three days, or nearly."""
    acts = 10 * DAY + np.arange(144) * 1800.0
    trains = Trains.of(np.append(np.zeros(144), 1), START + np.append(acts, 20 * DAY + 12 * HOUR), MONTH)

    assert by_chance(trains, HOUR)[-1] == pytest.approx(3 / 28)


def test_some_are_taken_at_random() -> None:
    some = Trains.of(range(1000), START + np.arange(1000) * 60, MONTH).some(100, np.random.default_rng(1))

    assert some.members == len(some.at) == 100
    assert some.at.mean() == pytest.approx(500 * 60, rel=0.2)


def test_where_it_could_be_no_other_way_nothing_is_in_excess() -> None:
    """Ten act at nine each day and cannot miss each other; ten act at hours of their own and cannot meet."""
    hour = np.array([9] * 10 + [0, 2, 4, 6, 12, 14, 16, 18, 20, 22])
    who, day = (axis.ravel() for axis in np.indices((20, 28)))
    found = coincidence(who, START + day * DAY + hour[who] * HOUR + who, window=MONTH, shifts=5)

    assert (found.value, found.null) == pytest.approx((0.5, 0.5))
    assert (found.excess, found.excess_low, found.excess_high) == pytest.approx((0, 0, 0), abs=1e-6)


def test_the_variance_of_two_ways_by_hand() -> None:
    rng = np.random.default_rng(8)
    member, day = rng.integers(20, size=400), rng.integers(25, size=400)
    part = (rng.normal(size=25)[day] + rng.normal(size=20)[member] + rng.normal(size=400)) / 400

    def between(*ways: np.ndarray) -> float:
        sums: dict[tuple[int, ...], float] = {}
        for row in range(400):
            at = tuple(int(way[row]) for way in ways)
            sums[at] = sums.get(at, 0) + float(part[row])
        return sum(one**2 for one in sums.values()) * len(sums) / (len(sums) - 1)

    expected = between(member) + between(day) - between(member, day)
    assert two_way_error(part, member, day) == pytest.approx(np.sqrt(expected))
    assert expected > 1.2 * max(between(member), between(day))


# bursts


@given(
    st.lists(st.floats(-3, 3), min_size=1, max_size=9),
    st.floats(0.1, 4),
)
@settings(max_examples=60, deadline=None)
def test_the_cheapest_way_is_that_of_all_ways(gained: list[float], cost: float) -> None:
    def price(way: tuple[bool, ...]) -> float:
        ups = sum(now and not before for before, now in zip((False, *way), way, strict=False))
        return cost * ups - sum(gain for gain, now in zip(gained, way, strict=True) if now)

    found = tuple(bool(one) for one in states(np.array([gained]), cost)[0])

    assert price(found) == pytest.approx(min(map(price, itertools.product([False, True], repeat=len(gained)))))


def test_batches_by_hand() -> None:
    """Ten of a hundred on ordinary days, thirty on two: p0 = 0.14, p1 = 0.28, and ln of binomial chances."""
    relevant, whole = np.array([10.0] * 8 + [30.0] * 2), np.array(100.0)
    gained = evidence(relevant, whole)

    assert gained[0] == pytest.approx(10 * np.log(2) + 90 * np.log(0.72 / 0.86))
    assert states(gained[None, :], np.log(10))[0].tolist() == [False] * 8 + [True] * 2
    assert spans(np.array([True, False, True, True])) == [(0, 1), (2, 4)]
    assert evidence(np.array([0.0, 0.0]), whole).tolist() == [0, 0]
    assert evidence(np.array([5.0, 5.0]), np.array(5.0)).tolist() == [0, 0]


@given(st.lists(st.integers(1, 60), min_size=2, max_size=5))
@settings(max_examples=30, deadline=None)
def test_levels_are_the_cheapest_of_all(waits: list[int]) -> None:
    at = np.concatenate([[0.0], np.cumsum(waits)])
    n, total = len(waits), float(sum(waits))
    count = int(max(1, np.ceil(1 + np.log2(total) + np.log2(1 / min(waits)))))
    rates = 2.0 ** np.arange(count) * n / total

    def price(way: tuple[int, ...]) -> float:
        ups = sum(max(0, now - before) for before, now in zip((0, *way), way, strict=False))
        return float(ups * np.log(n) + sum(rates[i] * x - np.log(rates[i]) for i, x in zip(way, waits, strict=True)))

    found = tuple(int(level) for level in levels(at))
    few_levels = range(min(count, 5))

    assert price(found) <= min(map(price, itertools.product(few_levels, repeat=n))) + 1e-9


def test_gaps_of_none_and_one_and_of_no_length() -> None:
    assert levels(np.array([])).tolist() == []
    assert levels(np.array([5.0])).tolist() == []
    assert levels(np.array([5.0, 5.0, 5.0])).tolist() == [0, 0]


def test_a_burst_of_many_is_found_and_one_of_one_is_none() -> None:
    rng = np.random.default_rng(9)
    who, at = evenings(rng, 200, 60)
    many = bursts(
        np.concatenate([who, np.arange(45)]),
        np.concatenate([at, START + 12 * DAY + rng.uniform(0, DAY, 45)]),
        window=MONTH,
        shifts=99,
        draws=300,
    )
    made = burst_of_one(1)
    one = bursts(made.helper, START + made.at * DAY, window=MONTH, shifts=99, draws=300)

    assert [(spell.start, spell.end, spell.broad) for spell in many.found] == [
        (START + 12 * DAY, START + 13 * DAY, True)
    ]
    assert many.found[0].breadth > 0.7
    assert many.value is not None
    assert many.low is not None
    assert many.null is not None
    assert many.low > 0.1 > many.null
    assert many.p == 1 / 100
    assert (one.value, one.found) == (0, ())
    assert one.of_acts is not None
    flood = max(one.of_acts, key=lambda spell: spell.acts)
    assert (flood.acts >= 200, flood.broad, flood.most > 0.95) == (True, False, True)


def test_bursts_in_any_order_and_under_other_names() -> None:
    rng = np.random.default_rng(11)
    who = np.concatenate([rng.integers(40, size=200), np.arange(30)])
    at = np.concatenate([START + rng.uniform(0, 28, 200) * DAY, START + (20 + rng.random(30)) * DAY])
    order = rng.permutation(len(who))
    one = bursts(who, at, window=MONTH, shifts=20, draws=99)
    other = bursts(700 - who[order], at[order], window=MONTH, shifts=20, draws=99)

    assert (one.found, one.of_acts, one.value) == (other.found, other.of_acts, other.value)
    assert one.found


@pytest.mark.parametrize(("who", "many"), [([0, 1, 2] * 3, False), (list(range(9)), True), ([0, 1], False)])
def test_many_is_counted_over_the_whole_burst(who: list[int], many: bool) -> None:
    """Three a day for three days: the same three are few of sixty, and nine are many."""
    member = np.array(who)
    here = Presence(member, 4 + np.arange(len(who)) // 3, 60, 28, DAY)
    state = np.zeros(28, np.bool_)
    state[4:7] = True

    assert here.many(state, here.batch).tolist() == [many and 4 <= day < 7 for day in range(28)]


def test_by_the_hour_an_evening_is_no_burst() -> None:
    rng = np.random.default_rng(10)
    who, at = evenings(rng, 900, 60)
    ordinary = bursts(who, at, window=MONTH, unit=Unit.HOUR, shifts=20, draws=99)
    called = bursts(
        np.concatenate([who, np.arange(30)]),
        np.concatenate([at, START + 12 * DAY + 15 * HOUR + rng.uniform(0, HOUR, 30)]),
        window=MONTH,
        unit=Unit.HOUR,
        shifts=20,
        draws=99,
    )

    assert ordinary.value is not None
    assert ordinary.value < 0.1
    assert [spell.start <= START + 12 * DAY + 15 * HOUR < spell.end for spell in called.found if spell.broad] == [True]


# groups made to deceive


@pytest.mark.parametrize("made", [offline(), few(0), few(1), few(2), one_helper(1), ring(1), bots(1)])
def test_of_few_nothing_is_told(made: Helped) -> None:
    at = START + made.at * DAY
    why = Reason.FEW_ACTIVE if len(made.helper) else Reason.NOTHING_DONE

    assert coincidence(made.helper, at, window=MONTH).reason is why
    assert bursts(made.helper, at, window=MONTH).reason is why
    assert likeness(made.helper, np.floor(made.at)).reason is why


def test_the_flood_of_one_is_called_in_question() -> None:
    made = burst_of_one(1)
    found = coincidence(made.helper, START + made.at * DAY, window=MONTH, shifts=50)

    assert found.caution is Caution.ONE_WEIGHS
    assert found.low is not None
    assert found.high is not None
    assert found.high - found.low > 0.2


def test_programs_that_answer_at_once_are_beside_everybody_and_it_is_said() -> None:
    """Three of them answer each ask within a minute: people who never meet seem to, which no shift of days can tell."""
    made = bots(1)
    asked = START + made.at * DAY
    who, at = np.concatenate([made.asker, made.helper]), np.concatenate([asked, asked + made.waited * 60])
    found, day = coincidence(who, at, window=MONTH, shifts=50), bursts(who, at, window=MONTH, shifts=50)

    assert found.caution is Caution.FEW_CARRY
    assert found.excess is not None
    assert found.excess > 0.5
    assert (day.value, day.found) == (0, ())


def test_everybody_at_the_same_moment() -> None:
    made = alike(each=8)
    at = START + made.at * DAY
    found = coincidence(made.helper, at, window=MONTH, shifts=50)

    assert (found.value, found.low, found.caution) == (1, None, Caution.ALIKE)
    assert found.null == pytest.approx(1)
    assert bursts(made.helper, at, window=MONTH, shifts=20).low is None


def test_a_week_at_least() -> None:
    short = Window(datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 4, tzinfo=UTC))
    who, at = np.arange(60) % 30, START + np.arange(60) * HOUR

    assert coincidence(who, at, window=short).reason is Reason.SHORT_WINDOW
    assert bursts(who, at, window=short).reason is Reason.SHORT_WINDOW
    with pytest.raises(ValueError, match="half a day"):
        coincidence(who, at, window=MONTH, within=DAY)
    with pytest.raises(ValueError, match="actor and its moment"):
        bursts(who, at[:3], window=MONTH)


def test_students_quantile() -> None:
    assert [student(n) for n in (10, 19, 59, 500)] == pytest.approx(t.ppf(0.975, [10, 19, 59, 500]), abs=1e-3)
