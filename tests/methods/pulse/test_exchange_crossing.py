from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.generated import adversaries
from dugnad.methods.pulse.bridges import bridges
from dugnad.methods.pulse.crossing import crossing
from dugnad.methods.pulse.measured import Caution, Reason


def mixed(rng: np.random.Generator, n: int, size: int, across: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ties of which the share `across` is with anybody, the rest inside one of four groups of equal size."""
    group = np.arange(n) % 4
    giver = rng.integers(n, size=size)
    inside = (giver + 4 * rng.integers(1, n // 4, size=size)) % n
    return giver, np.where(rng.random(size) < across, rng.integers(n, size=size), inside), group


def test_by_hand() -> None:
    """Twenty-four members of two groups in a ring: each helps the next, the two at the seams across."""
    group = np.repeat([0, 1], 12)
    found = crossing(np.repeat(np.arange(24), 2), np.repeat((np.arange(24) + 1) % 24, 2), group)

    assert (found.value, found.of_acts, found.n, found.groups) == (2 / 24, 2 / 24, 24, 2)
    assert found.null == pytest.approx(12 / 23, abs=0.02)
    assert found.bridges is not None
    assert (found.bridges.five, found.bridges.gini) == (1.0, pytest.approx(20 / 24))
    assert found.low is not None
    assert found.high is not None
    assert found.low < 2 / 24 < found.high < 12 / 23


def test_who_is_of_no_known_group_is_left_out_and_counted() -> None:
    giver, receiver, group = mixed(np.random.default_rng(1), 60, 200, 0.3)
    hidden = np.where(np.arange(60) < 6, -1, group)
    found = crossing(giver, receiver, hidden)
    known = {*zip(giver.tolist(), receiver.tolist(), strict=True)}
    known = {pair for pair in known if pair[0] != pair[1]}
    kept = [pair for pair in known if min(pair) >= 6]

    assert (found.n, found.unknown) == (len(kept), len(known) - len(kept))
    assert found.value == np.mean([group[one] != group[other] for one, other in kept])


def test_against_chance() -> None:
    rng = np.random.default_rng(2)
    anybody, close = (crossing(*mixed(rng, 200, 800, across)) for across in (1.0, 0.2))

    assert anybody.value is not None
    assert anybody.null is not None
    assert anybody.value == pytest.approx(anybody.null, abs=0.05)
    assert anybody.null == pytest.approx(0.75, abs=0.02)
    assert close.high is not None
    assert close.null is not None
    assert close.high < 0.3 < close.null
    assert close.caution is None


def test_one_bridge_is_seen() -> None:
    """Inside their groups members help each other; all that crosses is by member 0."""
    rng = np.random.default_rng(3)
    giver, receiver, group = mixed(rng, 60, 400, 0.0)
    far = np.flatnonzero(group != 0)
    found = crossing(np.append(giver, np.zeros(len(far), int)), np.append(receiver, far), group)

    assert found.bridges is not None
    assert found.bridges_by_chance is not None
    assert found.bridges.five == 1.0
    assert found.bridges_by_chance.five < 0.5
    assert found.caution is Caution.FEW_CARRY


def test_bridges_by_hand() -> None:
    """Five members have eleven of the twelve bridges: 3, 2, 2, 2, 2. Thirteen have one, six none."""
    giver = np.array([0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5])
    found = bridges(giver, np.arange(6, 18), np.ones(24, np.bool_))

    assert found.five == 11 / 12
    counts = np.sort(np.bincount(giver, minlength=24) + (np.arange(24) >= 6) * (np.arange(24) < 18))
    assert found.gini == pytest.approx(2 * (np.arange(1, 25) @ counts) / (24 * 24) - 25 / 24)
    assert bridges(giver[:0], giver[:0], np.ones(24, np.bool_)).five == 0


@given(st.integers(0, 99))
@settings(max_examples=15, deadline=None)
def test_names_order_and_numbers_of_groups_change_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    giver, receiver, group = mixed(rng, 40, 80, 0.4)
    names, order, other = rng.permutation(40), rng.permutation(80), rng.permutation(4)
    renamed = np.empty(40, np.int64)
    renamed[names] = other[group]
    plain = crossing(giver, receiver, group, shuffles=2)
    found = crossing(names[giver][order], names[receiver][order], renamed, shuffles=2)
    twice = crossing(np.append(giver, giver + 40), np.append(receiver, receiver + 40), np.tile(group, 2), shuffles=2)

    assert (found.value, found.n, found.itself) == (plain.value, plain.n, plain.itself)
    assert (found.low, found.high) == (pytest.approx(plain.low), pytest.approx(plain.high))
    assert twice.value == plain.value


def test_too_little_to_say() -> None:
    giver, receiver = np.arange(30), (np.arange(30) + 1) % 30

    assert crossing([], [], []).reason is Reason.NOBODY
    assert crossing([], [], [0, 1]).reason is Reason.NOTHING_DONE
    assert crossing([0], [1], [0, 1]).reason is Reason.FEW_ACTIVE
    assert crossing(giver, receiver, np.full(30, -1)).reason is Reason.NOTHING_DONE
    assert crossing(giver, receiver, np.zeros(30)).reason is Reason.NO_CONTRAST
    with pytest.raises(ValueError, match="unknown"):
        crossing([0], [1], [0, -2])


def test_everybody_reaching_across_and_nobody() -> None:
    made = adversaries.alike()
    all_across = crossing(made.helper, made.asker, np.arange(60) % 2)
    none = crossing(np.arange(60), (np.arange(60) + 2) % 60, np.arange(60) % 2)

    assert (all_across.value, none.value) == (1.0, 0.0)
    assert all_across.low is not None
    assert all_across.low > 0.9
    assert none.high is not None
    assert none.high < 0.1


def test_a_helper_of_all_is_the_only_bridge() -> None:
    made = adversaries.one_helper(1)
    found = crossing(made.helper, made.asker, np.arange(60) % 3)

    assert found.bridges is not None
    assert found.bridges.five == 1.0
    assert found.caution is Caution.FEW_CARRY
