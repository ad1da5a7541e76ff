from __future__ import annotations

from math import comb

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.generated import adversaries
from dugnad.methods.generated.exchange import group
from dugnad.methods.pulse.by_one_alone import errors_of_overlap
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.pulse.meeting import overlap_by_chance
from dugnad.methods.pulse.overlap import overlap
from dugnad.methods.pulse.ties import Ties, ties

acts = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=1, max_size=30)


def sets(found: Ties) -> tuple[int, int]:
    """How many are both and how many either, from sets."""
    gave, got = set(found.giver.tolist()), set(found.receiver.tolist())
    return len(gave & got), len(gave | got)


def test_by_hand() -> None:
    """Thirty help the next of thirty: all but the first and the last of thirty-one do both. Nine have no part."""
    found = overlap(range(30), range(1, 31), members=40)

    assert (found.value, found.n, found.helpers, found.helped, found.both) == (29 / 31, 31, 30, 30, 29)
    assert found.both_share == 29 / 40
    assert found.low is not None
    assert found.high is not None
    assert found.low < 29 / 31 < found.high


@pytest.mark.parametrize(("helpers", "helped", "members"), [(3, 4, 10), (7, 6, 9), (1, 1, 2), (5, 5, 5), (0, 3, 4)])
def test_what_chance_makes(helpers: int, helped: int, members: int) -> None:
    """Counted out: C(helped, x) C(members - helped, helpers - x) of C(members, helpers) draws have x in both."""
    ways = [(both, comb(helped, both) * comb(members - helped, helpers - both)) for both in range(helpers + 1)]
    expected = sum(way * both / (helpers + helped - both) for both, way in ways if way) / comb(members, helpers)

    assert overlap_by_chance(helpers, helped, members) == pytest.approx(expected)


def test_chance_is_told_of_members_and_not_of_nobody() -> None:
    with pytest.raises(ValueError, match="members"):
        overlap_by_chance(0, 0, 5)


@given(acts)
@settings(max_examples=80, deadline=None)
def test_the_error_is_what_leaving_out_shows(rows: list[tuple[int, int]]) -> None:
    """Σ over members less Σ over pairs, each left out for once: all of it measured again."""
    found = ties([row[0] for row in rows], [row[1] for row in rows], members=7)
    if not found.acts:
        return
    both, either = sets(found)

    def change(keep: np.ndarray) -> tuple[float, float]:
        other = sets(found.only(keep))
        lost = other[0] - both, other[1] - either
        return lost[0] - both / either * lost[1], float(lost[0])

    members = [change((found.giver != one) & (found.receiver != one)) for one in range(7)]
    pairs = {frozenset(pair) for pair in zip(found.giver.tolist(), found.receiver.tolist(), strict=True)}
    at_pair = [change(~(np.isin(found.giver, [*pair]) & np.isin(found.receiver, [*pair]))) for pair in pairs]
    squares = sum(one[0] ** 2 for one in members) - sum(one[0] ** 2 for one in at_pair)
    j, _ = errors_of_overlap(found)

    own = sum((int(one in found.giver and one in found.receiver) - both / either) ** 2 for one in range(7)
              if one in found.giver or one in found.receiver)  # fmt: skip
    assert j == pytest.approx(np.sqrt(max(squares, own)) / either)


@given(acts, st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_names_and_order_change_nothing_and_twice_as_many_the_same(rows: list[tuple[int, int]], seed: int) -> None:
    rng = np.random.default_rng(seed)
    table = np.array(rows)
    crowd = np.concatenate([table + 7 * times for times in range(10)])
    mixed = rng.permutation(140)[rng.permutation(np.concatenate([crowd, crowd + 70]))]
    once, twice = (overlap(of[:, 0], of[:, 1], members=n) for of, n in ((crowd, 70), (mixed, 140)))

    assert (once.both * 2, once.n * 2, once.itself * 2) == (twice.both, twice.n, twice.itself)
    assert once.value is None or once.value == twice.value


def test_a_helper_of_all_has_no_overlap() -> None:
    made = adversaries.one_helper(1)
    found = overlap(made.helper, made.asker, members=made.members)

    assert found.value == 0
    assert found.high is not None
    assert found.high < 0.07
    assert found.helpers == 1


def test_everybody_alike() -> None:
    made = adversaries.alike()
    found = overlap(made.helper, made.asker, members=made.members)

    assert (found.value, found.null, found.high) == (1.0, 1.0, 1.0)
    assert found.low is not None
    assert found.low > 0.9


def test_a_ring_among_others_does_not_make_them_mutual() -> None:
    """Four names that answer each other all day are four members to this measure."""
    made, rng = adversaries.ring(1), np.random.default_rng(1)
    giver = np.concatenate([made.helper, 10 + rng.integers(20, size=200)])
    receiver = np.concatenate([made.asker, 30 + rng.integers(30, size=200)])
    found = overlap(giver, receiver, members=60)

    assert found.both == 4
    assert found.value is not None
    assert found.value < 0.1


@pytest.mark.parametrize("members", [0, 1, 2])
def test_too_little_to_say(members: int) -> None:
    made = adversaries.few(members)
    found = overlap(made.helper, made.asker, members=members)

    assert found.reason is [Reason.NOBODY, Reason.NOTHING_DONE, Reason.FEW_ACTIVE][members]
    assert overlap([], [], members=60).reason is Reason.NOTHING_DONE


def test_more_is_returned_where_people_give_back() -> None:
    plain = overlap(*group(np.random.default_rng(2), 200, each=1), members=200)
    back = overlap(*group(np.random.default_rng(2), 200, each=1, back=0.6), members=200)

    assert plain.high is not None
    assert back.low is not None
    assert back.low > plain.high
