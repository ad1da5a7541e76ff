"""Invented histories give back the knobs they were made with, through the whole engine (docs/measures/recovery.md)."""

from __future__ import annotations

import pytest

from benchmarks.recovery import BEGIN, END, PAGE, Found, found
from dugnad.methods.generated.group import group
from dugnad.methods.generated.knobs import CLICKTIVIST, GROUPS, MUTUAL

KNOWN = {
    *("funnel (words or more in 30 days)", "answered", "survival", "pledges kept (counted)"),
    *("asks put by name (counted)", "recruited_share"),
}
"""Those whose truth is a knob and nothing else."""


def by_name(all_of: list[Found]) -> dict[str, Found]:
    return {one.name: one for one in all_of}


def test_a_mutual_support_group_is_seen_as_one() -> None:
    of = by_name(found(group(2, MUTUAL, n=150)))

    for name in KNOWN - {"recruited_share"}:
        assert of[name].holds, of[name]
    assert (of["reciprocity"].low or 0) > 0
    assert (of["overlap"].value or 0) > 0.35
    assert (of["division_people"].low or 0) > 0.1


@pytest.mark.long
def test_a_clicktivist_cause_is_seen_as_one() -> None:
    of = by_name(found(group(2, CLICKTIVIST, n=400)))

    assert of["funnel (words or more in 30 days)"].holds
    assert of["survival"].value is None, "so few are left that nothing is told about them"
    assert (of["overlap"].value or 0) < 0.05
    assert of["time_to_answer"].value is None


@pytest.mark.long
def test_intervals_hold_the_knobs_of_every_group() -> None:
    """Of ten histories of five groups; with 0.95 each, 27 of 300 or more miss but once in a thousand times."""
    all_of = [one for knobs in GROUPS.values() for seed in range(10) for one in found(group(100 + seed, knobs, n=200))]
    held = [one.holds for one in all_of if one.name in KNOWN and one.holds is not None]

    assert len(held) > 200
    assert sum(held) / len(held) > 0.9


def test_the_page_has_its_tables() -> None:
    text = PAGE.read_text(encoding="utf-8")
    made = text.partition(BEGIN)[2].partition(END)[0]

    assert all(f"`{name}`" in made for name in KNOWN)
    assert all(name in made for name in GROUPS)
