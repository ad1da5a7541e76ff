from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.matching import fit

matches = st.lists(st.floats(0, 1), min_size=5, max_size=5)
distances = st.lists(st.one_of(st.just(float("nan")), st.floats(0, 20_000)), min_size=5, max_size=5)


def test_hand_worked() -> None:
    """Has the skill, speaks the language, 20 km away: 1 x 1 x 1/2. Neither, next door: 0.2 x 0.1 x 1."""
    found = fit(2, skill=[1, 0], language=[1, 0], km=[20, 0])

    assert found.total == pytest.approx([0.5, 0.02])
    assert found.skill == pytest.approx([1, 0.2])
    assert found.language == pytest.approx([1, 0.1])
    assert found.nearness == pytest.approx([0.5, 1])


def test_why() -> None:
    found = fit(4, skill=[1, 0, 0.5, 0.4], language=[0, 1, 1, 0], km=[4, 5.1, float("nan"), 5])

    assert [found.reasons(member) for member in range(4)] == [
        ("skill", "near"),
        ("language",),
        ("skill", "language"),
        ("near",),
    ]


def test_what_the_ask_does_not_look_at_is_no_reason() -> None:
    found = fit(2, language=[1, 1])

    assert found.reasons(0) == ("language",)
    assert fit(2).reasons(1) == ()
    assert fit(2).total.tolist() == [1, 1]
    assert found.looked_at == ("language",)


def test_who_gave_no_place_counts_as_half_near() -> None:
    assert fit(2, km=[float("nan"), 7.0], half_km=7.0).nearness.tolist() == [0.5, 0.5]


def test_nobody() -> None:
    assert fit(0, skill=[], km=[]).total.shape == (0,)


@given(matches, matches, distances)
def test_the_total_is_the_product_of_its_parts(skill: list[float], language: list[float], km: list[float]) -> None:
    found = fit(5, skill=skill, language=language, km=km)

    assert found.total.tolist() == (found.skill * found.language * found.nearness).tolist()
    assert ((found.total >= 0) & (found.total <= 1)).all()


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1000), st.floats(0, 1000))
def test_more_skill_and_less_distance_never_suit_worse(one: float, other: float, far: float, near: float) -> None:
    skills = fit(2, skill=sorted([one, other])).total
    distance = fit(2, km=sorted([near, far])).total

    assert skills[0] <= skills[1]
    assert distance[0] >= distance[1]


@pytest.mark.parametrize(
    "wrong",
    [
        {"skill": [1, 2]},
        {"skill": [1]},
        {"language": [1, float("nan")]},
        {"language": [[1, 1]]},
        {"km": [1, -1]},
        {"km": [1]},
        {"km": [1, 1], "half_km": 0},
    ],
)
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="one per member"):
        fit(2, **wrong)


def test_what_is_given_stays_as_it_was() -> None:
    km = np.array([1.0, np.nan])
    fit(2, km=km)

    assert km[0] == 1
    assert np.isnan(km[1])
