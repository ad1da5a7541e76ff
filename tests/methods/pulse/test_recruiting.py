from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.generated.branching import static
from dugnad.methods.generated.giving import gifts
from dugnad.methods.generated.growing import grown
from dugnad.methods.pulse.early import early
from dugnad.methods.pulse.forest import forest
from dugnad.methods.pulse.measured import Caution, Reason
from dugnad.methods.pulse.recruiting import gave_nothing, recruited_nobody, recruited_share
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.trees import trees

HAND = [-1, 0, 0, 1, -1, 4, -1, 3]
"""0 brought 1 and 2, 1 brought 3, 3 brought 7; 4 brought 5; 6 came alone."""
forests = st.integers(1, 40).flatmap(lambda n: st.tuples(*[st.integers(-1, place - 1) for place in range(n)]))


def test_a_forest_by_hand() -> None:
    found = forest(HAND)

    assert found.recruits.tolist() == [2, 1, 0, 1, 1, 0, 0, 0]
    assert found.root.tolist() == [0, 0, 0, 0, 4, 4, 6, 0]
    assert found.depth.tolist() == [0, 1, 1, 2, 0, 1, 0, 3]
    assert found.sizes.tolist() == [5, 2, 1]
    assert found.levels.tolist() == [3, 3, 1, 1]


@given(forests, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_as_networkx_and_in_any_order(recruiter: tuple[int, ...], seed: int) -> None:
    n = len(recruiter)
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(n))
    graph.add_edges_from((brought_by, member) for member, brought_by in enumerate(recruiter) if brought_by >= 0)
    order = np.random.default_rng(seed).permutation(n)
    place = np.argsort(order)
    mixed = [-1 if recruiter[member] < 0 else int(place[recruiter[member]]) for member in order]

    found = forest(mixed)

    assert found.sizes.tolist() == sorted((len(part) for part in nx.weakly_connected_components(graph)), reverse=True)
    roots = [member for member in range(n) if recruiter[member] < 0]
    depth = nx.multi_source_dijkstra_path_length(graph, set(roots))
    assert found.depth.tolist() == [depth[int(member)] for member in order]
    assert found.levels.sum() == n


def test_a_large_one_as_igraph() -> None:
    made = grown(2, 20_000)
    some = np.flatnonzero(made.recruiter >= 0)
    graph = igraph.Graph(20_000, np.column_stack([made.recruiter[some], some]).tolist(), directed=True)
    found = forest(made.recruiter)

    assert found.sizes.tolist() == sorted(graph.connected_components("weak").sizes(), reverse=True)
    assert found.recruits.tolist() == graph.outdegree()
    first = int(np.flatnonzero(made.recruiter < 0)[0])
    steps = np.array(graph.distances(first)[0])
    assert np.array_equal(found.depth[np.isfinite(steps)], steps[np.isfinite(steps)])
    assert np.array_equal(np.isfinite(steps), found.root == first)


@pytest.mark.parametrize("recruiter", [[0], [1, 0], [-1, 2, 1]])
def test_a_ring_without_a_first_is_refused(recruiter: list[int]) -> None:
    with pytest.raises(ValueError, match="have no first"):
        forest(recruiter)


@pytest.mark.parametrize("recruiter", [[-2], [3, -1]])
def test_a_recruiter_who_is_not_there_is_refused(recruiter: list[int]) -> None:
    with pytest.raises(ValueError, match="member 0: no such recruiter"):
        forest(recruiter)


def test_nobody_and_one() -> None:
    assert forest([]).sizes.tolist() == []
    assert forest([-1]).levels.tolist() == [1]
    assert trees(forest([])).reason is Reason.NOBODY
    assert trees(forest([-1])).reason is Reason.FEW_MEMBERS
    assert recruited_share(Spread.of([])).reason is Reason.NOBODY
    assert recruited_share(Spread.of([0])).value == 0
    assert recruited_nobody(Spread.of([0])).value == 1
    assert gave_nothing(Spread.of([])).reason is Reason.NOBODY


def test_the_paper_comes_out() -> None:
    made = static(1, 200_000)
    found = forest(made.recruiter)
    spread = Spread.of(found.recruits)
    gave = gave_nothing(Spread.of(np.bincount(gifts(2, made).giver, minlength=200_000)))
    nobody, brought = recruited_nobody(spread), recruited_share(spread)

    assert nobody.value == pytest.approx(0.7219)
    assert nobody.null == pytest.approx(np.exp(-0.8), abs=1e-4)
    assert brought.value == pytest.approx(0.80)
    assert gave.low is not None
    assert gave.high is not None
    assert gave.low < 0.9976 < gave.high
    assert gave.null is not None
    assert gave.null > 0.995
    assert trees(found).value == pytest.approx(5, abs=0.01)


def test_members_brought_by_one_person_are_not_independent() -> None:
    """Same share, one recruiter or many: the interval of the first is far wider."""
    one = recruited_share(Spread.of([50] + [0] * 99))
    many = recruited_share(Spread.of([1] * 50 + [0] * 50))

    assert one.value == many.value == 0.5
    assert one.low is not None
    assert many.low is not None
    assert one.low < 0.1 < 0.39 < many.low


def test_a_member_is_brought_once() -> None:
    with pytest.raises(ValueError, match="once at most"):
        recruited_share(Spread.of([3, 3]))


def test_trees_say_their_shape() -> None:
    found = trees(forest(HAND + [-1] * 100))

    assert found.n == 103
    assert found.value == pytest.approx(108 / 103)
    assert (found.largest, found.alone, found.deepest, found.levels) == (5, 101, 3, (103, 3, 1, 1))
    assert found.null == 1
    assert found.low is not None
    assert found.low < 108 / 103
    assert trees(forest([-1] * 100)).caution is Caution.ALIKE


def test_early_joiners_are_compared_over_the_same_time() -> None:
    """Everybody brings one on the day after they came; without the same time the last would look idle."""
    recruiter = np.arange(-1, 199)
    joined = np.arange(200) * 1.0
    found = early(recruiter, joined, days=5, end=200)

    assert found.value == pytest.approx(1)
    assert found.n == 196
    assert set(found.tenths) == {1.0}


def test_early_joiners_who_bring_more() -> None:
    made = grown(1, 20_000)
    assert made.joined is not None
    found = early(made.recruiter, made.joined, days=60, end=989)

    assert found.low is not None
    assert found.low > 3
    assert found.tenths[0] > found.tenths[4] > found.tenths[9]


def test_early_needs_enough_people_who_were_followed() -> None:
    assert early([-1] * 99, [0.0] * 99, days=30, end=100).reason is Reason.TOO_NEW
    assert early([-1] * 200, [90.0] * 200, days=30, end=100).reason is Reason.TOO_NEW
    assert early([-1] * 200, [0.0] * 200, days=30, end=100).reason is Reason.NOTHING_DONE
    with pytest.raises(ValueError, match="followed for some time"):
        early([-1], [0.0], days=0, end=1)
