from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.approval import count, lot


def test_most_ticks_of_those_whom_more_than_half_trust() -> None:
    ballots = [{"a", "b"}, {"a", "b"}, {"a"}, {"b", "c"}, {"a"}]
    tally = count(ballots, ["a", "b", "c"], seats=2, seed="s")
    assert dict(tally.approvals) == {"a": 4, "b": 3, "c": 1}
    assert tally.elected == ("a", "b")
    assert tally.drawn == ()


def test_half_is_not_more_than_half_and_an_empty_ballot_counts() -> None:
    assert count([{"a"}, set()], ["a"], seats=1, seed="s").elected == ()
    assert count([{"a"}, {"a"}, set()], ["a"], seats=1, seed="s").elected == ("a",)


def test_nobody_voted_and_nobody_stands() -> None:
    assert count([], ["a"], seats=2, seed="s").elected == ()
    assert count([{"x"}], [], seats=2, seed="s").approvals == {}


def test_a_seat_at_least() -> None:
    with pytest.raises(ValueError, match="one seat"):
        count([], [], seats=0, seed="s")


def test_the_lot_is_a_hash_that_anybody_can_write_down() -> None:
    """By hand: printf 'seed a' | sha256sum."""
    assert lot("seed", "a") == "82c848cf553648d2a9a4e9cd7b72ad4ad946e973ff393a7d8d2fe7481a057f7d"


def test_the_lot_decides_between_equals_for_the_last_seat_only() -> None:
    ballots = [{"a", "b", "c"}] * 3
    drawn = sorted("abc", key=lambda one: lot("seed", one))
    tally = count(ballots, "abc", seats=2, seed="seed")
    assert list(tally.elected) == drawn[:2]
    assert list(tally.drawn) == drawn
    assert count(ballots, "abc", seats=3, seed="seed").drawn == ()
    seeds = {count(ballots, "abc", seats=1, seed=str(seed)).elected for seed in range(40)}
    assert seeds == {("a",), ("b",), ("c",)}


@given(st.lists(st.sets(st.sampled_from("abcde"))), st.integers(1, 5), st.randoms())
def test_order_of_ballots_and_of_names_changes_nothing(ballots: list[set[str]], seats: int, chance: object) -> None:
    names = list("abcde")
    first = count(ballots, names, seats=seats, seed="s")
    shuffled = list(ballots)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis' own Random
    assert count(shuffled, names[::-1], seats=seats, seed="s") == first
    assert len(first.elected) <= seats
    assert all(2 * first.approvals[one] > len(ballots) for one in first.elected)
