"""How alike members are in what they do, and what holds a group together."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import ArrayLike

from dugnad.methods.generated.adversaries import alike
from dugnad.methods.pulse.alike import likeness
from dugnad.methods.pulse.directions import Directions, cosines, turned
from dugnad.methods.pulse.division import division
from dugnad.methods.pulse.measured import Caution, Measured, Reason
from dugnad.methods.pulse.patterns import pattern
from dugnad.methods.pulse.people_tasks import PeopleTasks


def of(matrix: ArrayLike) -> PeopleTasks:
    acts = np.asarray(matrix)
    people, tasks = np.indices(acts.shape)
    return PeopleTasks.of(people.ravel(), tasks.ravel(), acts.ravel())


# likeness


@given(st.lists(st.lists(st.integers(0, 5), min_size=3, max_size=3).filter(any), min_size=2, max_size=8))
@settings(max_examples=50, deadline=None)
def test_the_mean_cosine_is_that_of_all_pairs(matrix: list[list[int]]) -> None:
    rows = np.array(matrix) / np.linalg.norm(matrix, axis=1)[:, None]
    pairs = [float(one @ other) for one, other in itertools.combinations(rows, 2)]
    found, mixed = Directions.of(of(matrix)), Directions.of(of(matrix[::-1]))

    assert found.cosine == pytest.approx(np.mean(pairs))
    assert mixed.cosine == pytest.approx(found.cosine)
    assert mixed.by_chance == pytest.approx(found.by_chance)


def test_a_member_drawn_twice_is_no_pair() -> None:
    rows = Directions.of(of(np.random.default_rng(12).integers(1, 6, (6, 3)))).matrix
    drawn = [0, 0, 0, 1, 4, 4]
    pairs = [float(rows[one] @ rows[other]) for one, other in itertools.combinations(drawn, 2) if one != other]

    assert cosines(rows, np.bincount(drawn, minlength=6)[None, :].astype(np.float64))[0] == pytest.approx(
        np.mean(pairs)
    )


def test_likeness_by_chance_is_what_shuffling_rows_gives() -> None:
    rng = np.random.default_rng(1)
    found = Directions.of(PeopleTasks.of(rng.integers(12, size=80), rng.zipf(1.7, 80) % 5))
    n = found.table.people
    drawn = (turned(found.matrix, 4000, rng) - n) / (n * (n - 1))

    assert found.by_chance == pytest.approx(drawn.mean(), abs=4 * drawn.std() / np.sqrt(4000))


def test_alike_and_not() -> None:
    rng = np.random.default_rng(2)
    who = rng.integers(40, size=2000)
    same = likeness(who, rng.choice(5, size=2000, p=[0.6, 0.2, 0.1, 0.05, 0.05]), draws=300)
    other = likeness(who, (who + rng.integers(2, size=2000)) % 5, draws=300)

    assert same.low is not None
    assert same.null is not None
    assert same.low > 0.9 > same.null
    assert same.p == 1 / 501
    assert other.value == pytest.approx(0.4, abs=0.05)
    assert other.p is not None
    assert other.p > 0.5


def test_likeness_at_its_ends() -> None:
    everybody = alike(each=3)
    one = likeness(everybody.helper, everybody.at)
    single = likeness(range(30), [4] * 30)

    assert one.value == pytest.approx(1)
    assert (one.low, one.caution) == (None, Caution.ALIKE)
    assert (single.value, single.null) == pytest.approx((1, 1))
    assert single.excess is None
    assert likeness(range(30), range(30)).value == pytest.approx(0)
    assert [likeness(range(n), range(n)).reason for n in (0, 1, 2)] == [
        Reason.NOTHING_DONE,
        Reason.FEW_ACTIVE,
        Reason.FEW_ACTIVE,
    ]


def test_how_much_one_does_is_no_likeness() -> None:
    rng = np.random.default_rng(3)
    matrix = rng.integers(1, 9, (25, 4))

    assert Directions.of(of(matrix * rng.integers(1, 9, (25, 1)))).cosine == pytest.approx(
        Directions.of(of(matrix)).cosine
    )


def test_likeness_of_very_many_is_tried_on_some() -> None:
    rng = np.random.default_rng(4)
    who = np.repeat(np.arange(15_000), 3)
    found = likeness(who, rng.choice(4, size=len(who), p=[0.7, 0.1, 0.1, 0.1]), shuffles=9)

    assert found.sampled == 10_000
    assert found.low is not None
    assert found.value is not None
    assert found.value - 0.01 < found.low < found.value


# organic against mechanical


def measured(measure: str, value: float, low: float | None, null: float = 0.0) -> Measured:
    return Measured(
        measure=measure, version="1", n=50, value=value, low=low, high=None if low is None else 1, null=null
    )


@pytest.mark.parametrize(
    ("divides", "alike_low", "tied_low", "expected"),
    [
        (0.02, 0.8, 0.0, (True, False, False)),
        (0.3, 0.3, 0.2, (False, True, False)),
        (0.3, 0.3, -0.1, (False, False, True)),
        (0.3, 0.3, None, (False, None, None)),
        (0.02, 0.3, 0.2, (False, False, False)),
        (None, 0.8, 0.2, (None, None, False)),
    ],
)
def test_what_holds_a_group_together(
    divides: float | None, alike_low: float, tied_low: float | None, expected: tuple[bool | None, ...]
) -> None:
    found = pattern(
        measured("division_people", 0.4, divides),
        measured("likeness", 0.9, alike_low, null=0.5),
        [measured("reciprocity", 0.2, tied_low)],
    )

    assert (found.mechanical.shows, found.organic.shows, found.specialists.shows) == expected
    assert [one.measure for one in found.organic.evidence] == ["division_people", "reciprocity"]


def test_nothing_is_read_where_nothing_is_known() -> None:
    nothing = division([], []).people
    found = pattern(nothing, likeness([], []), [])

    assert (found.mechanical.shows, found.organic.shows, found.specialists.shows) == (None, None, None)
    assert pattern(nothing, likeness([1] * 5, range(5)), [nothing]).organic.shows is None


def test_everybody_the_same_is_likeness_enough() -> None:
    who, what = np.repeat(range(30), 60), np.tile([0, 0, 0, 0, 1, 2], 300)

    assert pattern(division(who, what, shuffles=9).people, likeness(who, what), []).mechanical.shows is True
