"""Each plot has its table, for people and as CSV, with nothing about fewer than ten people in it."""

from __future__ import annotations

import csv
import itertools
from io import StringIO

import pytest

from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.report.plots import plot
from dugnad.pulse.report.tables import table
from dugnad.pulse.report.tables.curves import points, steps
from dugnad.pulse.report.tables.table import Table
from dugnad.pulse.report.told import Told
from dugnad.pulse.report.words import ENGLISH, words_in
from tests.pulse.report.drawable import EVERY
from tests.pulse.report.made import silent, told_of


def of(measure: str) -> Table:
    found = table(EVERY[measure], ENGLISH)
    assert found is not None
    return found


def read(found: Table) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(found.csv())))


@pytest.mark.parametrize("measure", IDS)
def test_every_measure_has_a_table_whose_rows_fit_its_columns(measure: str) -> None:
    found = of(measure)

    assert found.caption
    assert found.rows
    assert {len(row) for row in found.told(ENGLISH)} == {len(found.columns)}
    assert len(read(found)) == len(found.rows)


@pytest.mark.parametrize("measure", IDS)
def test_without_data_there_is_neither_table_nor_plot(measure: str) -> None:
    assert table(silent(measure), ENGLISH) is None
    assert plot(silent(measure), ENGLISH) is None


def test_csv_has_names_and_numbers_for_machines_in_every_language() -> None:
    one = told_of("gini", 0.45, 0.4, 0.5, null=0.2)
    english, swedish = table(one, ENGLISH), table(one, words_in("sv"))
    assert english is not None
    assert swedish is not None

    assert read(english)[0]["value"] == read(swedish)[0]["value"] == "0.45"
    assert swedish.told(words_in("sv"))[0][1] == "0,450"
    assert list(read(english)[0]) == ["measure", "value", "low", "high", "null"]


def test_steps_of_fewer_than_ten_people_have_no_numbers() -> None:
    rows = read(of("funnel"))

    assert [row["people"] for row in rows] == ["360", "280", "200", ""]
    assert rows[-1]["value"] == ""


def test_bursts_of_fewer_than_ten_people_are_in_no_table() -> None:
    assert [row["people"] for row in read(of("bursts"))] == ["40", "12"]


def test_the_deep_end_of_the_trees_is_told_together() -> None:
    assert [row["members"] for row in read(of("trees"))] == ["120", "90", "40", "17"]


def test_a_curve_ends_where_fewer_than_ten_were_followed() -> None:
    found = steps(EVERY["survival"])

    assert found is not None
    assert found.at_risk[-1] >= 10
    assert found.times[-1] <= 114


def curve_of(people: int, leaves: int) -> Told:
    """Of `people`, one leaves each day, for so many days."""
    left = [people - day for day in range(leaves + 1)]
    share = [each / people for each in left[1:]]
    times = list(range(1, leaves + 1))
    curve = {"times": times, "share": share, "low": share, "high": share, "at_risk": left[:-1], "before": 1.0}
    return told_of("survival", share[-1], 0.1, 0.9, n=people, details={"curve": curve})


def test_a_curve_moves_by_ten_people_at_a_time() -> None:
    found = steps(curve_of(60, 45))

    assert found is not None
    assert found.times == [10, 20, 30, 40]
    assert found.share == pytest.approx([50 / 60, 40 / 60, 30 / 60, 20 / 60])
    assert steps(curve_of(60, 9)) is None
    assert list(read_of(curve_of(60, 9))[0]) == ["measure", "value", "low", "high", "null"]


def read_of(one: Told) -> list[dict[str, str]]:
    found = table(one, ENGLISH)
    assert found is not None
    return read(found)


def test_where_fewer_than_ten_stand_at_a_depth_between_others_no_depth_is_told() -> None:
    one = told_of("trees", 1.5, 1.4, 1.6, n=120, details={"levels": [120, 3, 40, 17]})

    assert "members" not in read_of(one)[0]
    assert plot(one, ENGLISH) is None


def test_points_of_a_lorenz_curve_are_ten_members_apart() -> None:
    small = told_of("lorenz", 0.1, 0.05, 0.2, n=60, details=EVERY["lorenz"].details)
    members = [60 * part for part, _ in points(small)]

    assert members[0] == 0
    assert members[-1] == 60
    assert min(after - before for before, after in itertools.pairwise(members)) >= 10


def test_what_one_person_does_is_in_no_table() -> None:
    assert {row["taken"] for row in read(of("dependence"))} == {"5", "10"}
