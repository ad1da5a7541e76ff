from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dugnad.methods.next_step import Part, Step, choose

SIGN = Step("sign", position=0, level=0, minutes=1)
WRITE = Step("write", position=1, level=1, minutes=20, repeats=True)
PHONE = Step("phone", position=2, level=2, minutes=10, repeats=True)
MEET = Step("meet", position=3, level=3, minutes=120, repeats=True)
LADDER = [SIGN, WRITE, PHONE, MEET]

some_steps = st.lists(
    st.builds(
        Step,
        key=st.sampled_from("abcdef"),
        position=st.integers(0, 5),
        level=st.integers(0, 3),
        minutes=st.integers(1, 120),
        repeats=st.booleans(),
        done=st.integers(0, 2),
        skilled=st.sampled_from([None, True, False]),
        near=st.sampled_from([None, True, False]),
        left=st.one_of(st.none(), st.integers(1, 500)),
    ),
    unique_by=lambda step: step.key,
    max_size=6,
)


def test_a_newcomer_begins_with_the_smallest() -> None:
    choice = choose(LADDER)
    assert (choice.key, choice.bigger) == ("sign", False)


def test_then_one_rung_up_and_first_why_it_matters() -> None:
    choice = choose([replace(SIGN, done=1), WRITE, PHONE, MEET], last="sign")
    assert (choice.key, choice.reason, choice.bigger) == ("write", Part.CLIMB, True)


def test_the_third_lawyer_in_malmo() -> None:
    law = replace(MEET, skilled=True, near=True)
    choice = choose([replace(SIGN, done=1), WRITE, law])
    assert (choice.key, choice.reason) == ("meet", Part.SKILL)


def test_nobody_is_sent_where_a_skill_is_missing_while_there_is_something_else() -> None:
    choice = choose([replace(SIGN, done=1), replace(WRITE, skilled=False), PHONE])
    assert choice.key == "phone"


def test_two_more_and_the_council_must_answer() -> None:
    choice = choose([replace(SIGN, done=1), WRITE, replace(PHONE, left=1)])
    assert (choice.key, choice.reason) == ("phone", Part.CLOSE)


def test_only_what_there_is_time_for() -> None:
    assert choose([replace(SIGN, done=1), WRITE, PHONE], minutes=10).key == "phone"
    assert choose([WRITE, MEET], minutes=5).key is None


def test_two_with_one_key_are_refused() -> None:
    with pytest.raises(ValueError, match="key"):
        choose([SIGN, SIGN])


@given(some_steps, st.sampled_from("abcdef"), st.one_of(st.none(), st.integers(1, 120)), st.randoms())
def test_never_the_last_nor_the_impossible_and_always_the_same(
    steps: list[Step], last: str, minutes: int | None, luck: random.Random
) -> None:
    choice = choose(steps, last=last, minutes=minutes)
    shuffled = list(steps)
    luck.shuffle(shuffled)
    assert choose(shuffled, last=last, minutes=minutes) == choice
    able = [one for one in steps if one.key != last and (one.repeats or not one.done)]
    able = [one for one in able if minutes is None or one.minutes <= minutes]
    assert (choice.key is None) == (not able)
    assert choice.key in {one.key for one in able} or choice.key is None
    assert {one.key for one in choice.weighed} == {one.key for one in able}
    if choice.weighed:
        assert choice.weighed[0].score == max(one.score for one in choice.weighed)
