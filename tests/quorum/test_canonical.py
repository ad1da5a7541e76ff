"""RFC 8785, as far as our types go."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.quorum.canonical import NotWritable, canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


def test_the_names_of_the_rfc_are_sorted_by_their_units() -> None:
    told = {"€": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh", "1": "One",
            "😀": "Emoji: Grinning Face", "\x80": "Control", "ö": "Latin Small Letter O With Diaeresis"}  # fmt: skip
    assert list(json.loads(canonical(told))) == ["\r", "1", "\x80", "ö", "€", "😀", "\ufb33"]


def test_only_what_has_to_be_is_escaped() -> None:
    assert canonical('€$\x0f\nA\'B"\\\\"/\x7f') == '"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/\x7f"'
    assert canonical({"b": [1, None, True], "a": {}}) == '{"a":{},"b":[1,null,true]}'


@pytest.mark.parametrize("value", [1.5, 2**53, -(2**53), "\ud800", {"\udc00": 1}, {1: 2}, (1,), b"x"])
def test_what_has_no_one_way_is_refused(value: object) -> None:
    with pytest.raises(NotWritable):
        canonical(value)  # type: ignore[arg-type]  # that is what is tried


@settings(max_examples=100, deadline=None)
@given(value=values)
def test_it_says_the_same_and_says_it_in_one_way(value: object) -> None:
    text = canonical(value)  # type: ignore[arg-type]  # the strategy makes nothing else
    assert json.loads(text) == value
    assert canonical(json.loads(text)) == text
