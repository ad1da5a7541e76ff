"""Levels, hand-worked: days and words, nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from dugnad.circles.enums import Level
from dugnad.circles.levels import OF_STEWARDS, POWERS, Facts, level, powers
from tests.cast import NOON

ON_A_WORD = Facts(steward=False, since=NOON, founding=False, given=True, standing=1, needed=2)


@pytest.mark.parametrize(
    ("days", "standing", "reached"),
    [
        (0, 2, Level.NEW),
        (29, 5, Level.NEW),
        (30, 1, Level.KNOWN),
        (69, 2, Level.KNOWN),
        (70, 1, Level.KNOWN),
        (70, 2, Level.TRUSTED),
        (400, 1, Level.KNOWN),
        (400, 0, Level.NEW),
    ],
)
def test_days_and_words(days: int, standing: int, reached: Level) -> None:
    assert level(replace(ON_A_WORD, standing=standing), NOON + timedelta(days=days)) == reached


def test_whoever_needed_no_word_is_known_by_days_alone() -> None:
    by_themselves = replace(ON_A_WORD, given=False, standing=0)
    assert level(by_themselves, NOON + timedelta(days=29)) == Level.NEW
    assert level(by_themselves, NOON + timedelta(days=400)) == Level.KNOWN


def test_a_young_circle_locks_nobody_out() -> None:
    founding = replace(ON_A_WORD, founding=True, given=False, standing=0)
    assert level(founding, NOON) == Level.KNOWN
    assert level(founding, NOON + timedelta(days=70)) == Level.TRUSTED


def test_stewards_are_trusted_from_the_start() -> None:
    steward = replace(ON_A_WORD, steward=True, standing=0)
    assert level(steward, NOON) == Level.TRUSTED
    assert powers(steward, NOON) == OF_STEWARDS


def test_each_level_opens_something() -> None:
    new, known, trusted = (POWERS[one] for one in Level)
    assert (new.word, known.word, trusted.word) == (False, True, True)
    assert (new.uses, known.uses, trusted.uses, OF_STEWARDS.uses) == ((), (1,), (1, 5), (1, 5, 25))
    assert (new.links, known.links, trusted.links) == (1, None, None)
