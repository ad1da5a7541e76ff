"""The tree as plain pairs, against the slowest way to say it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dugnad.circles.branches import above, below

MEMBERS = [f"m{number}" for number in range(12)]
PARENTS = st.fixed_dictionaries({member: st.none() | st.sampled_from(MEMBERS) for member in MEMBERS})


@given(PARENTS, st.sets(st.sampled_from(MEMBERS)))
def test_below_is_whoever_has_a_root_above(parents: dict[str, str | None], roots: set[str]) -> None:
    grown = set(roots)
    while fresh := {member for member, upper in parents.items() if upper in grown} - grown:
        grown |= fresh
    assert below(roots, parents) == grown


@given(PARENTS, st.sampled_from(MEMBERS))
def test_above_goes_round_a_ring_once(parents: dict[str, str | None], member: str) -> None:
    upper = list(above(member, parents))
    assert len(set(upper)) == len(upper)
    assert member not in upper


def test_a_chain() -> None:
    chain = {"a": None, "b": "a", "c": "b", "d": None}
    assert list(above("c", chain)) == ["b", "a"]
    assert below({"b"}, chain) == {"b", "c"}
    assert below(set(), chain) == set()
