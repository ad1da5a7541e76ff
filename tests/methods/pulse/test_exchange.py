"""Help returned and help that comes round: by hand, against other libraries, and what does not change it."""

from __future__ import annotations

import igraph
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.generated import adversaries
from dugnad.methods.generated.adversaries import Helped
from dugnad.methods.generated.exchange import group
from dugnad.methods.pulse.circles import components, share_in_circles
from dugnad.methods.pulse.cycles import cycles
from dugnad.methods.pulse.measured import Caution, Reason
from dugnad.methods.pulse.nulls import shuffled, shuffles_for
from dugnad.methods.pulse.reciprocity import reciprocity, weighted
from dugnad.methods.pulse.ties import ties

acts = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=40)


def columns_of(weights: list[list[int]]) -> tuple[np.ndarray, np.ndarray]:
    table = np.array(weights)
    giver, receiver = np.nonzero(table)
    return np.repeat(giver, table[giver, receiver]), np.repeat(receiver, table[giver, receiver])


def some(seed: int, n: int = 30, size: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    return rng.integers(n, size=size), rng.integers(n, size=size)


def with_others(false: Helped, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """A group of 60 in which 40 others are helped by 20 more, and nobody returns it, beside what is made to deceive."""
    rng = np.random.default_rng(seed)
    giver, receiver = 10 + rng.integers(20, size=200), 30 + rng.integers(30, size=200)
    return np.concatenate([false.helper, giver]), np.concatenate([false.asker, receiver])


def test_golden_reciprocity() -> None:
    found = ties(*columns_of([[0, 3, 0], [1, 0, 2], [0, 2, 0]]), members=3)

    assert weighted(found) == 0.75
    assert found.mutual.all()
    assert found.returned.tolist() == [1, 1, 2, 2]


@pytest.mark.parametrize(
    ("weights", "r", "share"),
    [
        ([[0, 1], [1, 0]], 1.0, 0.0),
        ([[0, 1], [0, 0]], 0.0, 0.0),
        ([[0, 1, 0], [0, 0, 1], [1, 0, 0]], 0.0, 1.0),
        ([[0, 1, 0], [1, 0, 2], [1, 0, 0]], 0.4, 3 / 5),
        ([[0, 1, 0], [1, 0, 1], [0, 1, 0]], 1.0, 0.0),
        ([[0, 2, 0, 0], [0, 0, 2, 0], [2, 0, 0, 4], [0, 0, 0, 0]], 0.0, 0.6),
    ],
)
def test_by_hand(weights: list[list[int]], r: float, share: float) -> None:
    found = ties(*columns_of(weights), members=len(weights))

    assert weighted(found) == pytest.approx(r)
    assert share_in_circles(found) == pytest.approx(share)


def test_acts_towards_oneself_are_left_out_and_counted() -> None:
    giver, receiver = group(np.random.default_rng(3), 40)
    plain = reciprocity(giver, receiver, members=40, shuffles=5)
    found = reciprocity([*giver, 3, 3], [*receiver, 3, 3], members=40, shuffles=5)

    assert (found.value, found.acts, found.itself) == (plain.value, len(giver), 2)


@pytest.mark.parametrize("seed", range(5))
def test_against_other_libraries(seed: int) -> None:
    giver, receiver = some(seed)
    found = ties(giver, receiver, members=30)
    pairs = [*zip(found.giver.tolist(), found.receiver.tolist(), strict=True)]
    network = nx.DiGraph(pairs)

    assert found.mutual.mean() == pytest.approx(nx.overall_reciprocity(network))
    assert found.mutual.mean() == pytest.approx(igraph.Graph(30, pairs, directed=True).reciprocity())
    component, sizes = components(found)
    strong = sorted(len(one) for one in nx.strongly_connected_components(network))
    assert sorted(sizes[np.unique(component[found.with_a_tie])].tolist()) == strong
    inside = [one for one in nx.strongly_connected_components(network) if len(one) >= 3]
    weight = {pair: int(times) for pair, times in zip(pairs, found.weight, strict=True)}
    counted = sum(
        times - min(times, weight.get((end, begin), 0))
        for (begin, end), times in weight.items()
        if any({begin, end} <= one for one in inside)
    )
    assert share_in_circles(found) == pytest.approx(counted / found.acts)


@given(acts, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_names_and_order_change_nothing_and_twice_as_many_the_same(rows: list[tuple[int, int]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = np.array(rows)
    found = ties(table[:, 0], table[:, 1], members=7)
    mixed = rng.permutation(7)[rng.permutation(table)]
    twice = np.concatenate([table, table + 7])

    assert found.itself + found.acts == len(rows)
    for other in (ties(mixed[:, 0], mixed[:, 1], members=7), ties(twice[:, 0], twice[:, 1], members=14)):
        assert share_in_circles(other) == pytest.approx(share_in_circles(found))
        assert weighted(other) == pytest.approx(weighted(found), nan_ok=True)


@given(acts, st.integers(0, 99))
@settings(max_examples=60, deadline=None)
def test_a_shuffle_leaves_everybody_what_they_gave_and_got(rows: list[tuple[int, int]], seed: int) -> None:
    table = np.array([row for row in rows if row[0] != row[1]], np.int64).reshape(-1, 2)
    dealt = shuffled(np.random.default_rng(seed), table[:, 0], table[:, 1])

    assert sorted(dealt) == sorted(table[:, 1])
    assert not (dealt == table[:, 0]).any()


def test_one_who_is_in_everything_can_still_be_dealt_anew() -> None:
    """Half of the acts are by member 0 and half are for them: all can only lie as they lay."""
    giver, receiver = np.repeat([0, 1], 500), np.repeat([1, 0], 500)

    assert (shuffled(np.random.default_rng(1), giver, receiver) == receiver).all()


def test_the_shuffle_is_no_more_often_one_than_another() -> None:
    """Four acts by four people: of the nine ways in which nobody gets themselves each comes as often."""
    rng, four = np.random.default_rng(1), np.arange(4)
    found, times = np.unique([shuffled(rng, four, four[::-1]) for _ in range(1800)], axis=0, return_counts=True)

    assert len(found) == 9
    assert times.max() < 2 * times.min()


def test_what_chance_makes() -> None:
    giver, receiver = group(np.random.default_rng(1), 200, each=3)
    by_chance = reciprocity(giver, receiver, members=200)
    returned = reciprocity(*group(np.random.default_rng(1), 200, each=3, back=0.5), members=200)

    assert by_chance.low is not None
    assert by_chance.high is not None
    assert by_chance.low < 0 < by_chance.high
    assert by_chance.null == pytest.approx(by_chance.r, abs=0.03)
    assert by_chance.shuffles == shuffles_for(by_chance.acts) == 200
    assert returned.value is not None
    assert returned.value > 0.5
    assert returned.caution is None


def test_what_chance_makes_of_circles() -> None:
    """Where everybody helps anybody, much of it lies in one large circle, and that is chance."""
    rng = np.random.default_rng(1)
    found = cycles(rng.integers(200, size=400), rng.integers(200, size=400), members=200)

    assert found.value is not None
    assert found.value > 0.4
    assert found.null == pytest.approx(found.value, abs=0.1)


def test_the_same_seed_says_the_same() -> None:
    giver, receiver = some(4, size=90)

    assert reciprocity(giver, receiver, members=30, seed=5) == reciprocity(giver, receiver, members=30, seed=5)
    assert cycles(giver, receiver, members=30, seed=5) == cycles(giver, receiver, members=30, seed=5)


@pytest.mark.parametrize(
    ("members", "rows", "reason"),
    [
        (0, [], Reason.NOBODY),
        (1, [(0, 0)], Reason.NOTHING_DONE),
        (2, [(0, 1)], Reason.FEW_ACTIVE),
        (60, [(0, 1), (1, 0)], Reason.FEW_ACTIVE),
    ],
)
def test_too_little_to_say(members: int, rows: list[tuple[int, int]], reason: Reason) -> None:
    giver, receiver = ([row[end] for row in rows] for end in (0, 1))

    assert reciprocity(giver, receiver, members=members).reason is reason
    assert cycles(giver, receiver, members=members).reason is reason


@pytest.mark.parametrize(
    ("giver", "receiver", "says"), [([0], [], "a giver"), ([0], [5], "act 0"), ([0, -1], [1, 1], "act 1")]
)
def test_what_are_no_members_is_refused(giver: list[int], receiver: list[int], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ties(giver, receiver, members=3)


def test_everybody_alike_in_a_circle() -> None:
    """The whole is one circle, and nothing is returned directly. Chance makes nearly as much of it."""
    made = adversaries.alike()
    round_about = cycles(made.helper, made.asker, members=made.members)
    returned = reciprocity(made.helper, made.asker, members=made.members)

    assert (round_about.value, round_about.circles, round_about.largest) == (1.0, 1, 60)
    assert round_about.low is not None
    assert round_about.low > 0.9
    assert returned.r == 0
    assert returned.high is not None
    assert returned.high < 0.06


def test_a_ring_of_false_names_is_seen_for_what_it_is() -> None:
    """Alone it is too few to say anything; among others the circle is theirs, and the page warns of it."""
    made = adversaries.ring(1, members=60)
    assert cycles(made.helper, made.asker, members=60).reason is Reason.FEW_ACTIVE

    found = cycles(*with_others(made, 1), members=60)
    assert found.value == pytest.approx(0.6)
    assert (found.circles, found.largest, found.five) == (1, 4, 1.0)
    assert found.caution is Caution.FEW_CARRY
    assert found.low is not None
    assert found.low < 0.1


def test_two_names_that_answer_each_other_are_seen_for_what_they_are() -> None:
    made = adversaries.ring(1, members=60, ring=2)
    found = reciprocity(*with_others(made, 1), members=60)

    assert found.value is not None
    assert found.value > 0.3
    assert found.five == 1.0
    assert found.caution is Caution.FEW_CARRY


def test_a_helper_of_all_is_no_mutual_support() -> None:
    made = adversaries.one_helper(1)
    returned = reciprocity(made.helper, made.asker, members=60)

    assert (returned.r, returned.value) == (0.0, 0.0)
    assert cycles(made.helper, made.asker, members=60).value == 0.0
