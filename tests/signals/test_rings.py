"""Rings by hand: who thanks almost only each other."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dugnad.signals.rings import rings

OTHERS = [("x", "y"), ("y", "z"), ("z", "x")]


def both(one: str, other: str, times: int = 3) -> list[tuple[str, str]]:
    return [(one, other), (other, one)] * times


def test_two_who_thank_each_other() -> None:
    assert rings([*both("a", "b"), *OTHERS]) == [frozenset("ab")]


def test_three_in_a_row_hold_together() -> None:
    assert rings([*both("a", "b"), *both("b", "c"), *OTHERS]) == [frozenset("abc")]


def test_thanks_one_way_are_no_ring() -> None:
    assert rings([("a", "b")] * 20 + OTHERS) == []
    assert rings([*both("a", "b", 2), *OTHERS]) == []


def test_whoever_thanks_others_too_is_in_none() -> None:
    """12 within, 1 over the edge are 8 percent; 2 are 14."""
    inside = both("a", "b", 6)
    assert rings([*inside, ("a", "x"), *OTHERS]) == [frozenset("ab")]
    assert rings([*inside, ("a", "x"), ("z", "b"), *OTHERS]) == []


def test_in_a_circle_of_few_everybody_is_a_ring_so_nobody_is() -> None:
    assert rings(both("a", "b")) == []
    assert rings([*both("a", "b"), ("x", "y")]) == []


def test_many_are_a_community() -> None:
    names = "abcdefghi"
    assert rings([pair for one, other in pairwise(names) for pair in both(one, other)] + OTHERS) == []


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef")), max_size=60))
def test_rings_are_apart_and_never_everybody(thanks: list[tuple[str, str]]) -> None:
    found = rings(thanks)
    assert sum(map(len, found)) == len(set().union(*found))
    assert all(len(set("abcdef") - ring) >= 3 for ring in found)
