from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.matching import LEAST_FIT, Candidates, Prior, Wave, at_least, burden, choose

COLUMNS = ("key", "fit", "answered", "called", "recent", "capacity", "days", "quiet")


def members(count: int, **columns: Any) -> Candidates:
    """Rested people of a good fit who were never called, but for what is said."""
    plain: dict[str, Any] = {"key": np.arange(count), "fit": 1.0, "answered": 0, "called": 0, "recent": 0}
    plain |= {"capacity": 2, "days": np.inf, "quiet": False}
    spread = {name: np.broadcast_to(value, count) for name, value in (plain | columns).items()}
    return Candidates.of(**spread)


def chosen(candidates: Candidates, seed: int = 1, **wishes: Any) -> Wave:
    return choose(candidates, wishes.pop("prior", Prior()), rng=np.random.default_rng(seed), **wishes)


def keys(candidates: Candidates, wave: Wave) -> list[int]:
    return [int(key) for key in candidates.key[wave.chosen]]


@st.composite
def anybody(draw: st.DrawFn) -> Candidates:
    """Circles of up to forty, with everything that can be the matter with a member."""
    count = draw(st.integers(0, 40))

    def column(values: st.SearchStrategy[Any]) -> list[Any]:
        return draw(st.lists(values, min_size=count, max_size=count))

    called = column(st.integers(0, 60))
    return Candidates.of(
        key=draw(st.lists(st.integers(0, 2**64 - 1), min_size=count, max_size=count, unique=True)),
        fit=column(st.floats(0, 1, width=32)),
        answered=[draw(st.integers(0, most)) for most in called],
        called=called,
        recent=column(st.integers(0, 6)),
        capacity=column(st.integers(0, 5)),
        days=column(st.one_of(st.just(np.inf), st.floats(0, 1000, width=32))),
        quiet=column(st.booleans()),
    )


priors = st.builds(Prior, st.floats(0.01, 0.99), st.floats(0.5, 50))
seeds = st.integers(0, 2**32)


@given(anybody(), priors, seeds, st.integers(1, 4), st.floats(0.01, 0.999), st.integers(1, 30))
def test_nobody_quiet_or_at_capacity_or_unfit_is_called(
    candidates: Candidates, prior: Prior, seed: int, needed: int, sure: float, most: int
) -> None:
    wave = chosen(candidates, seed, prior=prior, needed=needed, sure=sure, most=most)

    assert not candidates.quiet[wave.chosen].any()
    assert (candidates.recent[wave.chosen] < candidates.capacity[wave.chosen]).all()
    assert (candidates.fit[wave.chosen] >= np.float32(LEAST_FIT)).all()
    assert len(set(wave.chosen)) == len(wave.chosen) <= min(most, wave.able)


@given(anybody(), priors, seeds, st.integers(1, 4), st.floats(0.01, 0.999), st.integers(1, 30))
def test_what_it_says_is_what_the_chances_give(
    candidates: Candidates, prior: Prior, seed: int, needed: int, sure: float, most: int
) -> None:
    wave = chosen(candidates, seed, prior=prior, needed=needed, sure=sure, most=most)
    enough = at_least(needed, wave.chances)

    assert ((wave.chances >= 0) & (wave.chances <= 1)).all()
    assert wave.likely == (enough[-1] if len(enough) else 0)
    assert wave.reached == (wave.likely >= sure)
    assert (enough[:-1] < sure).all(), "one fewer would not have done"
    assert wave.reached or len(wave.chosen) == min(most, wave.able), "it stops short only when nobody is left"


@given(anybody(), priors, seeds, st.randoms(use_true_random=False))
def test_another_order_of_the_same_people_gives_the_same_people(
    candidates: Candidates, prior: Prior, seed: int, shuffle: Any
) -> None:
    order = list(range(len(candidates)))
    shuffle.shuffle(order)
    shuffled = candidates.take(np.array(order, np.int64))
    one, other = chosen(candidates, seed, prior=prior), chosen(shuffled, seed, prior=prior)

    assert keys(candidates, one) == keys(shuffled, other)
    assert one.chances.tolist() == other.chances.tolist()
    assert (one.likely, one.reached, one.able) == (other.likely, other.reached, other.able)


@given(anybody(), seeds)
def test_the_same_luck_gives_the_same_wave_and_changes_nothing(candidates: Candidates, seed: int) -> None:
    before = {name: getattr(candidates, name).copy() for name in COLUMNS}

    assert keys(candidates, chosen(candidates, seed)) == keys(candidates, chosen(candidates, seed))
    assert all((getattr(candidates, name) == before[name]).all() for name in COLUMNS)


def test_nobody_there() -> None:
    wave = chosen(members(0))

    assert (wave.chosen.tolist(), wave.chances.tolist(), wave.likely, wave.reached, wave.able) == ([], [], 0, False, 0)


@pytest.mark.parametrize(
    "why", [{"quiet": True}, {"recent": 2}, {"recent": 3}, {"capacity": 0}, {"fit": 0}, {"fit": 0.09}]
)
def test_nobody_may_be_called(why: dict[str, Any]) -> None:
    wave = chosen(members(30, **why))

    assert (wave.chosen.tolist(), wave.likely, wave.reached, wave.able) == ([], 0, False, 0)


def test_too_few_to_be_sure_are_all_called_and_it_says_so() -> None:
    wave = chosen(members(3))

    assert sorted(wave.chosen) == [0, 1, 2]
    assert wave.likely == pytest.approx(1 - 0.7**3)
    assert not wave.reached


def test_hand_worked() -> None:
    """Nine of ten with chance 0.3 each: 1 - 0.7^9 = 0.9596 and 1 - 0.7^8 = 0.9424."""
    wave = chosen(members(10))

    assert len(wave.chosen) == 9
    assert wave.likely == pytest.approx(1 - 0.7**9)
    assert wave.reached
    assert wave.able == 10


def test_who_may_still_answer_counts() -> None:
    """With somebody of 0.8 waited for, four of 0.3 do: 1 - 0.2 x 0.7^4 = 0.952."""
    wave = chosen(members(10), waiting=[0.8])

    assert len(wave.chosen) == 4
    assert wave.likely == pytest.approx(1 - 0.2 * 0.7**4)


def test_those_waited_for_take_up_room() -> None:
    assert len(chosen(members(10), waiting=[0.01, 0.01], most=5).chosen) == 3
    wave = chosen(members(10), waiting=[0.1] * 6, most=5)
    assert (wave.chosen.tolist(), wave.reached, wave.able) == ([], False, 10)
    assert wave.likely == pytest.approx(1 - 0.9**6)


def test_where_those_waited_for_are_enough_nobody_is_called() -> None:
    wave = chosen(members(10), waiting=[0.9, 0.9])

    assert (wave.chosen.tolist(), wave.likely, wave.reached) == ([], pytest.approx(0.99), True)
    assert chosen(members(0), waiting=[0.9]).likely == pytest.approx(0.9)


def test_no_smaller_group_would_do() -> None:
    """With long histories and no load, luck plays no part: the wave is the smallest of all groups, tried one by one."""
    called = np.full(12, 1e7)
    rates = np.array([0.62, 0.15, 0.44, 0.3, 0.71, 0.05, 0.5, 0.25, 0.33, 0.58, 0.1, 0.4])
    circle = members(12, answered=called * rates, called=called)
    for needed in (1, 2):
        wave = chosen(circle, needed=needed)
        smaller = combinations(rates, len(wave.chosen) - 1)
        assert wave.reached
        assert max(at_least(needed, group)[-1] for group in smaller) < 0.95


def test_the_rested_go_first_among_equals() -> None:
    called = np.full(20, 1e7)
    tired = np.arange(20) % 2 == 0
    circle = members(20, answered=called * 0.4, called=called, recent=tired, days=np.where(tired, 1, 60))
    wave = chosen(circle)

    assert not tired[wave.chosen].any()
    assert wave.reached


def test_a_burden_rises_with_load_and_falls_with_rest() -> None:
    cost = burden(*(np.array(column, np.float32) for column in ([0, 1, 1, 3], [4, 4, 2, 4], [np.inf, 30, 30, 0])))

    assert cost.tolist() == [1, 7.25, 7.5, 13.75]


def test_everybody_gets_a_turn() -> None:
    """Ten who have answered nine of ten, and thirty never called: before long each of the thirty has been called."""
    proven = np.arange(40) < 10
    circle = members(40, answered=np.where(proven, 9, 0), called=np.where(proven, 10, 0))
    turns = {key for seed in range(1000) for key in keys(circle, chosen(circle, seed))}

    assert turns == set(range(40))


def test_turns_go_round() -> None:
    """Sixty alike, waves of nine, an ask every three days: after seven asks all but a few have had their turn."""
    last = np.full(60, -np.inf)
    for ask in range(7):
        circle = members(60, days=3 * ask - last, recent=(3 * ask - last < 7))
        last[chosen(circle, ask).chosen] = 3 * ask

    assert (last > -np.inf).sum() >= 55


def test_among_many_as_among_few() -> None:
    """More than one block of rows: order decides nothing, and the best one is found wherever they stand."""
    many = 40_000
    rng = np.random.default_rng(1)
    called = rng.poisson(3, many)
    circle = members(many, fit=rng.random(many), answered=called // 2, called=called, quiet=rng.random(many) < 0.5)
    shuffled = circle.take(rng.permutation(many))
    proven = np.arange(many) == many - 1
    alone = members(many, fit=np.where(proven, 1, 0.1), answered=900 * proven, called=901 * proven)

    assert keys(circle, chosen(circle)) == keys(shuffled, chosen(shuffled))
    assert keys(alone, chosen(alone)) == [many - 1]


def test_those_never_called_share_their_turns_alike() -> None:
    circle = members(30)
    counts = np.zeros(30)
    for seed in range(2000):
        counts[chosen(circle, seed).chosen] += 1

    # Nine of thirty in each of 2,000: 600 each, with a standard deviation of about 20.
    assert counts.sum() == 2000 * 9
    assert (abs(counts - 600) < 100).all()


@pytest.mark.parametrize(
    "wish", [{"needed": 0}, {"needed": -1}, {"most": 0}, {"sure": 0}, {"sure": 1}, {"sure": float("nan")}]
)
def test_impossible_wishes_are_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="at least 1"):
        chosen(members(3), **wish)


@pytest.mark.parametrize(
    "wrong",
    [
        {"fit": 1.1},
        {"fit": -0.1},
        {"fit": np.nan},
        {"answered": 2, "called": 1},
        {"called": np.nan},
        {"recent": -1},
        {"capacity": -1},
        {"days": -1},
        {"days": np.nan},
    ],
)
def test_impossible_members_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"between|more calls"):
        members(3, **wrong)


def test_columns_of_different_lengths_are_refused() -> None:
    plain = {name: getattr(members(3), name) for name in COLUMNS}
    with pytest.raises(ValueError, match="one length"):
        Candidates(**plain | {"days": np.zeros(2)})
    with pytest.raises(ValueError, match="one dimension"):
        Candidates(**plain | {"days": np.zeros((3, 1))})


@pytest.mark.parametrize(("rate", "strength"), [(0, 8), (1, 8), (0.3, 0), (0.3, np.inf), (np.nan, 8), (0.3, np.nan)])
def test_impossible_circles_are_refused(rate: float, strength: float) -> None:
    with pytest.raises(ValueError, match=r"circle's rate|strength"):
        Prior(rate, strength)


def test_a_circle_without_calls_is_taken_for_a_usual_one() -> None:
    assert Prior.of_circle(0, 0).rate == pytest.approx(0.3)
    assert Prior.of_circle(90, 100).rate == pytest.approx(93 / 110)
    assert Prior.of_circle(0, 10**9).rate > 0
    with pytest.raises(ValueError, match="more calls"):
        Prior.of_circle(2, 1)
