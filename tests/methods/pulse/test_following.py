from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.methods.pulse.following import funnel
from dugnad.methods.pulse.measured import Reason
from dugnad.methods.shares import wilson

DAY = 86_400.0
NEVER = np.nan


def after(*days: float) -> np.ndarray:
    return np.array(days) * DAY


def test_by_hand() -> None:
    """Twelve came on day 0: six spoke, of whom one later worked; two worked; one brought somebody, and no more."""
    came = np.zeros(12)
    none = np.full(12, NEVER)
    spoke, worked, brought = none.copy(), none.copy(), none.copy()
    spoke[:6] = 3 * DAY
    worked[[5, 6]] = after(29, 10)
    brought[7] = 30 * DAY - 1
    worked[8] = 31 * DAY
    found = funnel(came, {"token": came, "voice": spoke, "work": worked, "bring": brought}, until=40 * DAY)

    assert [(rung.name, rung.k, rung.did) for rung in found.steps] == [
        ("token", 12, 12),
        ("voice", 8, 6),
        ("work", 3, 2),
        ("bring", 1, 1),
    ]
    assert (found.value, found.low, found.high) == (0.25, *wilson(3, 12))
    assert (found.n, found.too_new, found.null) == (12, 0, None)


def test_who_came_lately_is_in_none_of_it() -> None:
    came = np.concatenate([np.zeros(20), np.full(5, 11 * DAY)])
    worked = np.where(np.arange(25) < 4, came, NEVER)
    worked[20:] = 11 * DAY
    found = funnel(came, {"work": worked}, until=40 * DAY)

    assert (found.value, found.n, found.too_new) == (0.2, 20, 5)
    assert funnel(came, {"work": worked}, until=41 * DAY).n == 25


@pytest.mark.parametrize(
    ("came", "reason"),
    [([], Reason.NOBODY), ([0.0] * 9, Reason.FEW_MEMBERS), ([39 * DAY] * 10, Reason.TOO_NEW)],
)
def test_too_little_to_say(came: list[float], reason: Reason) -> None:
    found = funnel(came, {"work": [NEVER] * len(came)}, until=40 * DAY)

    assert (found.reason, found.value, found.steps) == (reason, None, ())


def test_nobody_went_on() -> None:
    found = funnel(np.zeros(30), {"token": np.zeros(30), "work": np.full(30, NEVER)}, until=40 * DAY)

    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(0.1135, abs=1e-3)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(ValueError, match="one of its steps"):
        funnel([0.0], {"voice": [1.0]}, until=DAY)
    with pytest.raises(ValueError, match="not after now"):
        funnel([2 * DAY], {"work": [NEVER]}, until=DAY)
    with pytest.raises(ValueError, match="moment or none"):
        funnel([0.0], {"work": [NEVER, 1.0]}, until=DAY)


@given(st.lists(st.tuples(*[st.none() | st.integers(0, 60)] * 3), min_size=10, max_size=40), st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_people_are_alike_and_the_ladder_narrows(given_steps: list[tuple[int | None, ...]], seed: int) -> None:
    moments = np.array([[NEVER if at is None else at * DAY for at in one] for one in given_steps]).T
    order = np.random.default_rng(seed).permutation(len(given_steps))

    def of(rows: np.ndarray) -> tuple[float, ...]:
        steps = dict(zip(("voice", "work", "bring"), rows, strict=True))
        return tuple(rung.value for rung in funnel(np.zeros(rows.shape[1]), steps, until=40 * DAY).steps)

    once = of(moments)
    assert once == of(moments[:, order])
    assert once == of(np.tile(moments, 2))
    assert list(once) == sorted(once, reverse=True)
