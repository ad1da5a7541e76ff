from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.kit.folding import fold, same_in_any_case


@pytest.mark.parametrize(
    ("written", "folded"),
    [("Göteborg", "goteborg"), ("  ÅRE \t kyrkby ", "are kyrkby"), ("Straße", "strasse"), ("İzmir", "izmir")],
)
def test_lower_case_without_accents(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(("one", "other"), [("Åsa", "åSA"), ("A\u030asa", "åsa"), ("ｂｏ", "BO"), ("Σας", "ΣΑΣ")])
def test_the_same_name_in_any_case(one: str, other: str) -> None:
    assert same_in_any_case(one) == same_in_any_case(other)


def test_accents_make_another_name() -> None:
    assert same_in_any_case("Åsa") != same_in_any_case("Asa")


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert same_in_any_case(same_in_any_case(text)) == same_in_any_case(text)
    assert "  " not in fold(text)
