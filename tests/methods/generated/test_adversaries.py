from __future__ import annotations

import numpy as np
import pytest

from dugnad.methods.generated.adversaries import (
    Helped,
    alike,
    bots,
    burst_of_one,
    few,
    offline,
    one_helper,
    passing,
    ring,
)
from dugnad.methods.pulse.dependence import lost
from dugnad.methods.pulse.ginis import gini
from dugnad.methods.pulse.measured import Caution, Reason
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.pulse.theil import theil
from dugnad.methods.pulse.top import top_share
from dugnad.methods.pulse.zeros import zero_share

GROUPS: dict[str, Helped] = {
    "one helper": one_helper(1),
    "ring": ring(1),
    "bots": bots(1),
    "burst of one": burst_of_one(1),
    "alike": alike(),
    "offline": offline(),
    **{f"{members} members": few(members) for members in (0, 1, 2)},
}


@pytest.mark.parametrize("name", GROUPS)
def test_each_is_a_group_of_people_who_exist(name: str) -> None:
    made = GROUPS[name]

    assert len({len(column) for column in (made.helper, made.asker, made.ask, made.at, made.waited)}) == 1
    for people in (made.helper, made.asker):
        assert ((people >= 0) & (people < made.members)).all()
    assert (made.helper != made.asker).all()
    assert ((made.ask >= 0) & (made.ask < made.asks)).all()


@pytest.mark.parametrize("name", GROUPS)
def test_no_measure_breaks_on_them(name: str) -> None:
    spread = Spread.of(GROUPS[name].each)

    for found in (zero_share(spread), gini(spread), theil(spread), top_share(spread), lost(GROUPS[name].each, taken=1)):
        assert (found.value is None) == (found.reason is not None)


def test_what_hides_in_a_high_answer_rate_is_seen() -> None:
    """One who answers everything: nearly nobody acts, and inequality among one is not told of."""
    spread = Spread.of(GROUPS["one helper"].each)

    assert zero_share(spread).value == pytest.approx(59 / 60)
    assert gini(spread).reason is Reason.FEW_ACTIVE


def test_a_burst_of_one_weighs_on_the_interval() -> None:
    spread = Spread.of(GROUPS["burst of one"].each)

    assert gini(spread).caution is Caution.ONE_WEIGHS
    found = lost(GROUPS["burst of one"].each, taken=1)
    assert found.value is not None
    assert found.value >= 2 / 3
    assert found.null is not None
    assert found.null < 0.05


def test_those_who_act_elsewhere_are_not_called_unequal() -> None:
    spread = Spread.of(GROUPS["offline"].each)

    assert (gini(spread).value, gini(spread).reason) == (None, Reason.NOTHING_DONE)
    assert zero_share(spread).value == 1


def test_everybody_alike() -> None:
    assert gini(Spread.of(GROUPS["alike"].each)).caution is Caution.ALIKE
    assert (GROUPS["alike"].each == 3).all()


def test_traits() -> None:
    assert (GROUPS["bots"].waited < 1).all()
    assert set(GROUPS["ring"].helper) == set(GROUPS["ring"].asker) == {0, 1, 2, 3}
    hour = np.floor(GROUPS["burst of one"].at * 24)
    assert (hour[GROUPS["burst of one"].helper == 0] == 14 * 24).sum() >= 200
    assert not passing().any()
