from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import hypergeom

from dugnad.methods.generated.adversaries import alike, bots, burst_of_one, few, offline, one_helper
from dugnad.methods.pulse.dividing import Parts, parts
from dugnad.methods.pulse.division import Divided, division
from dugnad.methods.pulse.entropies import left_by_chance, xlogx
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.people_tasks import PeopleTasks
from dugnad.methods.pulse.shuffling import MOST_ACTS, chance, shuffled

tables = st.tuples(st.integers(2, 6), st.integers(2, 4)).flatmap(
    lambda shape: st.lists(
        st.lists(st.integers(0, 9), min_size=shape[1], max_size=shape[1]), min_size=shape[0], max_size=shape[0]
    )
)


def of(matrix: list[list[int]]) -> PeopleTasks:
    people, tasks = np.indices(np.shape(matrix))
    return PeopleTasks.of(people.ravel(), tasks.ravel(), np.ravel(matrix))


def observed(found: Parts) -> tuple[float, float]:
    return found.shared / found.of_tasks, found.shared / found.of_people


def divided(rng: np.random.Generator, people: int = 40, acts: int = 3000) -> Divided:
    """Each has three tasks of five, beginning with their own."""
    actor = rng.integers(people, size=acts)
    return division(actor, (actor + rng.integers(3, size=acts)) % 5, shuffles=99, draws=200)


@pytest.mark.parametrize(
    ("matrix", "by_person", "by_task"),
    [
        ([[10, 0], [0, 10]], 1, 1),
        ([[5, 5], [5, 5]], 0, 0),
        ([[1, 0], [1, 0], [0, 1], [0, 1]], 1, 0.5),
        ([[8, 2, 0], [1, 9, 0], [0, 3, 7]], 0.5468, 0.5258),
        ([[8, 2, 0, 0], [0, 0, 0, 0], [1, 9, 0, 0], [0, 3, 7, 0]], 0.5468, 0.5258),
    ],
)
def test_by_hand(matrix: list[list[int]], by_person: float, by_task: float) -> None:
    assert observed(parts(of(matrix))) == pytest.approx((by_person, by_task), abs=5e-5)


def test_random_acts_of_few_look_like_division() -> None:
    """Twenty people, five tasks, sixty acts: 0.42 under no division of labour at all (4-measures, 4.1)."""
    rng = np.random.default_rng(0)
    found = [parts(PeopleTasks.of(rng.integers(20, size=60), rng.integers(5, size=60))) for _ in range(300)]

    assert np.mean([one.shared / one.of_tasks for one in found]) == pytest.approx(0.42, abs=0.01)
    assert np.mean([one.by_chance / one.of_tasks for one in found]) == pytest.approx(0.42, abs=0.01)


@pytest.mark.parametrize(("each", "of_task"), [([3000, 2000, 1000], [3000, 2900, 90, 10]), ([2990, 10], [2985, 10, 5])])
def test_what_chance_leaves_as_scipy(each: list[float], of_task: list[float]) -> None:
    """Many acts, and tasks as far apart as 2,900 and 10: each is summed over its own part of the counts."""
    counts, total = np.arange(max(each) + 1.0), sum(each)
    expected = [
        n * np.log(n) - sum(float(hypergeom.pmf(counts, total, m, n) @ xlogx(counts)) for m in of_task) for n in each
    ]

    assert left_by_chance(np.array(each), np.array(of_task)) == pytest.approx(expected, rel=1e-7)


def test_what_chance_gives_is_what_shuffling_gives() -> None:
    rng = np.random.default_rng(1)
    table = PeopleTasks.of(rng.zipf(1.6, 400) % 30, rng.zipf(1.8, 400) % 6)
    found = parts(table)
    drawn = found.of_tasks - (xlogx(found.each).sum() - shuffled(table, 2000, rng)) / 400

    assert found.by_chance == pytest.approx(drawn.mean(), abs=4 * drawn.std() / np.sqrt(2000))


@given(tables, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_order_and_names_change_nothing(matrix: list[list[int]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = np.array(matrix)
    mixed = table[rng.permutation(len(table))][:, rng.permutation(table.shape[1])]
    one, other = parts(of(matrix)), parts(of(mixed.tolist()))

    assert [one.shared, one.by_chance, one.of_people] == pytest.approx([other.shared, other.by_chance, other.of_people])
    assert -1e-12 <= one.shared <= min(one.of_tasks, one.of_people) + 1e-12


@given(tables)
@settings(max_examples=30, deadline=None)
def test_twice_the_people_share_tasks_as_before(matrix: list[list[int]]) -> None:
    """What a person does stays; each task is then done by twice as many."""
    once, twice = parts(of(matrix)), parts(of(matrix + matrix))

    assert twice.shared == pytest.approx(once.shared, abs=1e-12)
    assert twice.of_tasks == pytest.approx(once.of_tasks)
    if once.each.sum():
        assert twice.of_people == pytest.approx(once.of_people + np.log(2))


@pytest.mark.parametrize("by_person", [True, False])
def test_influence_is_what_one_more_adds(by_person: bool) -> None:
    rng = np.random.default_rng(2)
    found = parts(PeopleTasks.of(rng.integers(12, size=200), rng.integers(4, size=200)))
    weights = rng.multinomial(12, [1 / 12] * 12, size=3).astype(np.float64)
    value, influence = found.excess(weights, by_person=by_person)
    for row in range(3):
        more = found.excess(weights[row] + 1e-6 * np.eye(12), by_person=by_person)[0] - value[row]
        expected = more / 1e-6
        expected -= (weights[row] * expected).sum() / 12
        assert influence[row] == pytest.approx(expected, abs=1e-5)


def test_those_who_divide_are_told_from_those_who_do_not() -> None:
    found = divided(np.random.default_rng(3))
    rng = np.random.default_rng(4)
    random = division(rng.integers(40, size=3000), rng.integers(5, size=3000), shuffles=199, draws=200)

    assert found.people.value == pytest.approx(1 - np.log(3) / np.log(5), abs=0.01)
    assert found.people.observed is not None
    assert found.people.value is not None
    assert found.people.observed > found.people.value
    assert found.people.p == 1 / 100
    assert found.people.low is not None
    assert found.people.low > 0.25
    assert abs(random.people.value or 1) < 0.02
    assert random.people.p is not None
    assert random.people.p > 0.01


def test_grouped_rows_are_the_same_acts() -> None:
    rng = np.random.default_rng(5)
    actor, task = rng.integers(30, size=2000), rng.integers(4, size=2000)
    pairs, acts = np.unique(actor * 4 + task, return_counts=True)

    one, other = division(actor + 500, task, draws=200), division(pairs // 4, pairs % 4, acts, draws=200)
    assert one == other


def test_too_little_is_said() -> None:
    def why(actor: object, task: object) -> tuple[Reason | None, Reason | None]:
        found = division(actor, task, draws=50, shuffles=9)  # type: ignore[arg-type]  # lists of numbers are arrays here
        assert found.people.value is None or found.people.reason is None
        return found.people.reason, found.tasks.reason

    rng = np.random.default_rng(6)
    assert why([], []) == (Reason.NOTHING_DONE, Reason.NOTHING_DONE)
    assert why([1], [1]) == (Reason.FEW_ACTIVE, Reason.FEW_ACTIVE)
    assert why([1, 2], [1, 2]) == (Reason.FEW_ACTIVE, Reason.FEW_ACTIVE)
    assert why(list(range(30)) * 9, [7] * 270) == (Reason.ONE_TASK, Reason.ONE_TASK)
    assert why(rng.integers(20, size=60), rng.integers(5, size=60))[0] is Reason.FEW_ACTS


@pytest.mark.parametrize("made", [one_helper(1), bots(1), burst_of_one(1), offline(), few(0), few(1), few(2)])
def test_groups_made_to_deceive(made: object) -> None:
    """Which day it was done on as the task: nothing is divided, and nobody's flood makes it so."""
    actor, at = made.helper, made.at  # type: ignore[attr-defined]  # the groups of adversaries.py
    found = division(actor, np.floor(at) % 7, shuffles=99, draws=99)

    assert found.people.reason in {Reason.FEW_ACTIVE, Reason.NOTHING_DONE, Reason.FEW_ACTS}


def test_everybody_identical_divides_nothing() -> None:
    made = alike(each=40)
    found = division(made.helper, made.at.astype(np.int64) % 4, shuffles=99, draws=99)

    assert found.people.observed == pytest.approx(0, abs=1e-12)
    assert found.people.value is not None
    assert found.people.value < 0
    assert found.people.low is None
    assert found.people.p == 1


def test_of_very_many_some_are_shuffled() -> None:
    rng = np.random.default_rng(7)
    actor = rng.integers(3000, size=4 * MOST_ACTS)
    found = chance(PeopleTasks.of(actor, (actor + rng.integers(3, size=len(actor))) % 5), 19, 1)
    whole = chance(PeopleTasks.of(np.repeat(range(30), 4000), np.tile(range(4), 30_000)), 19, 1)

    assert found[0] == 1 / 20
    assert found[1] is not None
    assert 700 < found[1] < 800
    assert whole[1] == 20


def test_acts_are_counts() -> None:
    with pytest.raises(ValueError, match="whole numbers"):
        division([1], [1], [0.5])
    with pytest.raises(ValueError, match="one length"):
        division([1, 2], [1])
