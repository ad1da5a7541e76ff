from __future__ import annotations

import pytest

from dugnad.pulse.report.holding import held_together
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import words_in
from tests.pulse.report.made import among, told_of

WORDS = words_in("en")
DIVIDED = told_of("division_people", 0.4, 0.3, 0.5)
UNDIVIDED = told_of("division_people", 0.02, -0.02, 0.05)
ALIKE = told_of("likeness", 0.6, 0.5, 0.7, null=0.3)
UNLIKE = told_of("likeness", 0.3, 0.25, 0.35, null=0.3)
RETURNED = told_of("reciprocity", 0.28, 0.2, 0.36, null=0.9)
NOT_RETURNED = told_of("reciprocity", 0.02, -0.02, 0.06, null=0.001)
AROUND = told_of("cycles", 0.5, 0.4, 0.6, null=0.1)
NOT_AROUND = told_of("cycles", 0.1, 0.05, 0.2, null=0.1)
BY_LIKENESS = "Likeness: people do alike"
BY_NEED = "Need of one another: people do different things"
APART = "Specialists: people do different things"


def page(*known: Told) -> str:
    return str(held_together(among(*known), WORDS) or "")


@pytest.mark.parametrize(
    ("known", "shows"),
    [
        ((UNDIVIDED, ALIKE, NOT_RETURNED, NOT_AROUND), {BY_LIKENESS}),
        ((DIVIDED, UNLIKE, RETURNED, NOT_AROUND), {BY_NEED}),
        ((DIVIDED, UNLIKE, NOT_RETURNED, AROUND), {BY_NEED}),
        ((DIVIDED, UNLIKE, NOT_RETURNED, NOT_AROUND), {APART}),
        ((UNDIVIDED, UNLIKE, RETURNED, AROUND), set()),
    ],
)
def test_what_shows(known: tuple[Told, ...], shows: set[str]) -> None:
    told = page(*known)
    assert {one for one in (BY_LIKENESS, BY_NEED, APART) if one in told} == shows
    assert "cannot be told" not in told


def test_the_evidence_stands_beside_it() -> None:
    told = page(DIVIDED, UNLIKE, RETURNED, NOT_AROUND)
    assert "0.40, above 0.10" in told
    assert "0.28, above 0.00" in told  # ρ is told beyond its chance already
    assert "0.30, not surely above 0.30" in told


def test_what_is_not_known_is_said_to_be() -> None:
    assert page(UNLIKE).count("cannot be told") == 2
    assert page(RETURNED, AROUND) == ""
