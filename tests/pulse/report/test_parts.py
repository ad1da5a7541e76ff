"""The same measure of each kind of act, in a table."""

from __future__ import annotations

from dugnad.pulse.report.parts import parted
from dugnad.pulse.report.words import ENGLISH
from tests.pulse.report.made import told_of


def test_a_share_of_those_who_did_nothing_says_so_above_it() -> None:
    """Else "time and skill: 80 %" reads as 80 % who gave time."""
    one = told_of("zero_share", 0.3, 0.2, 0.4)
    found = str(parted(one, {"work": told_of("zero_share", 0.8, 0.7, 0.9)}, ENGLISH))

    assert "Did nothing, by kind" in found
    assert found.count("Did nothing") >= 2
    assert ">Value<" not in found


def test_another_measure_has_its_value() -> None:
    one = told_of("gini", 0.3, 0.2, 0.4)

    assert ">Value<" in str(parted(one, {"work": one}, ENGLISH))
