"""A small group, worked by hand, through the whole engine."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dugnad.methods.pulse.measured import Reason, Window
from dugnad.pulse.acts.left_out import Why
from dugnad.pulse.engine.backends import duckdb
from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.engine.json import as_json
from dugnad.pulse.engine.registry import MEASURES
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.run import measures
from dugnad.pulse.engine.scope import NothingThere
from tests.pulse.acts.making import Act, act, write_csv

START = datetime(2026, 3, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
BACKEND = duckdb()


def at(days: float) -> str:
    return (START + timedelta(days=days)).isoformat()


def look(path: Path, **more: object) -> Results:
    return measures(path, engine=BACKEND, now=NOW, **more)  # type: ignore[arg-type]  # what each test says


def forty() -> list[Act]:
    """Members m00 to m39 join a day apart, every other one through the one before; who came alone asks a day later, and
    the next one answers after two hours; ten of them say that it helped. m00 to m09 give once.
    """
    acts = []
    for one in range(40):
        name, before, after = f"m{one:02}", f"m{one - 1:02}", f"m{one + 1:02}"
        acts.append(act(at(one), name, "joined", "token", toward=before if one % 2 else "", circle="north"))
        if one % 2 == 0:
            ask = f"ask-{one}"
            acts.append(act(at(one + 1), name, "asked", "voice", relation="asks", object=ask, circle="north"))
            answer = {"relation": "helps", "toward": name, "cause": ask, "circle": "south"}
            acts.append(act(at(one + 1 + 2 / 24), after, "answered-practical", "work", **answer))
            if one < 20:
                acts.append(act(at(one + 3), name, "this-helped", "voice", relation="thanks", toward=after, cause=ask))
        if one < 10:
            acts.append(act(at(45), name, "gave", "give", amount=2500))
    return [*acts, act(at(90), "m00", "signed", "token", object="petition")]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Results:
    return look(write_csv(tmp_path_factory.mktemp("forty") / "acts.csv", forty()))


def test_every_measure_of_the_table_is_there(found: Results) -> None:
    assert tuple(found.measures) == IDS
    assert set(MEASURES) == set(IDS)
    assert [name for name, one in found.measures.items() if one.measure != name] == []


def test_who_is_a_member_and_what_was_done(found: Results) -> None:
    assert (found.members, found.rows, found.left_out) == (40, 101, ())
    assert found.acts == 101
    assert found.window == Window(START, START + timedelta(days=90, microseconds=1))


def test_recruits_are_counted_from_joinings(found: Results) -> None:
    assert found.measures["recruited_share"].value == pytest.approx(0.5)
    assert found.measures["recruited_nobody"].value == pytest.approx(0.5)
    assert found.measures["gave_nothing"].value == pytest.approx(0.75)


def test_what_is_more_than_a_click_is_counted(found: Results) -> None:
    """Twenty asked, of whom ten told and all twenty brought somebody; twenty answered; ten gave."""
    assert found.measures["zero_share"].value == 0
    assert found.parts["zero_share"]["work"].value == pytest.approx(0.5)
    assert found.parts["zero_share"]["token"].value == pytest.approx(39 / 40)
    assert found.parts["zero_share"]["bring"].value == pytest.approx(0.5)
    assert found.parts["zero_share"]["give"].value == pytest.approx(0.75)


def test_asks_and_answers(found: Results) -> None:
    assert found.measures["time_to_answer"].value == pytest.approx(2)
    assert found.measures["answered"].value == pytest.approx(1)
    assert (found.measures["answered"].n, found.measures["completed"].n) == (20, 20)
    assert found.measures["completed"].value == pytest.approx(0.5)


def test_help_that_only_goes_one_way(found: Results) -> None:
    assert found.measures["overlap"].value == 0
    assert found.measures["cycles"].value == 0


def test_an_ask_that_was_closed_is_not_waited_for(tmp_path: Path) -> None:
    acts = [one for one in forty() if one["verb"] not in {"answered-practical", "this-helped"}]
    closed = [act(at(one + 2), f"m{one:02}", "ask-closed", cause=f"ask-{one}") for one in range(0, 40, 2)]
    found = look(write_csv(tmp_path / "acts.csv", acts + closed))

    assert found.measures["time_to_answer"].value is None
    assert found.measures["answered"].value == 0


def test_one_circle(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "acts.csv", forty())
    south = look(path, circle="south")

    assert (south.acts, south.members, south.circle) == (20, 40, "south")
    with pytest.raises(NothingThere, match="There is: north, south"):
        look(path, circle="west")


def test_a_window(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "acts.csv", forty())
    ten_days = Window(START, START + timedelta(days=10))
    found = look(path, window=ten_days)

    assert found.members == 10
    assert found.window == ten_days
    assert look(path, window=timedelta(days=50)).window.start == START + timedelta(days=40, microseconds=1)
    with pytest.raises(NothingThere, match="no act before 2020"):
        look(path, window=Window(START.replace(year=2019), START.replace(year=2020)))


def test_a_window_ends_now_at_the_latest(tmp_path: Path) -> None:
    """Else an ask of yesterday would count as one that had no answer until the end of the year."""
    path = write_csv(tmp_path / "acts.csv", forty())

    assert look(path, window=Window(START, START.replace(year=2027))).window.end == NOW
    with pytest.raises(NothingThere, match="begins on 2027-03-01, and that has not come yet"):
        look(path, window=Window(START.replace(year=2027), START.replace(year=2028)))


def test_who_had_left_before_the_window_is_no_member(tmp_path: Path) -> None:
    left = act(at(41), "m39", "left", "token")
    path = write_csv(tmp_path / "acts.csv", [*forty(), left])

    assert look(path).members == 40
    assert look(path, window=Window(START + timedelta(days=42), START + timedelta(days=91))).members == 39


def test_members_who_brought_each_other_came_alone(tmp_path: Path) -> None:
    ring = [act(at(50), "x", "joined", "token", toward="y"), act(at(51), "y", "joined", "token", toward="x")]
    found = look(write_csv(tmp_path / "acts.csv", [*forty(), *ring]))

    assert found.measures["recruited_share"].value == pytest.approx(20 / 42)
    assert [(one.why, one.count) for one in found.left_out] == [(Why.BROUGHT_IN_A_RING, 2)]


def test_rows_that_tell_of_bringing_once_more_do_not_count(tmp_path: Path) -> None:
    again = [act(at(one), f"m{one - 1:02}", "brought", "bring", toward=f"m{one:02}") for one in range(1, 40, 2)]
    acts = [*forty(), *again]
    found = look(write_csv(tmp_path / "acts.csv", acts))
    alone = [one | {"toward": ""} if one["verb"] == "joined" else one for one in acts]
    told = look(write_csv(tmp_path / "alone.csv", alone))

    assert found.parts["gini"]["bring"].n == told.parts["gini"]["bring"].n == 40
    assert found.parts["zero_share"]["bring"] == told.parts["zero_share"]["bring"]
    assert found.measures["dependence"].lost["bringing"][0].n == 20  # type: ignore[attr-defined]  # of Dependence


def test_a_table_without_joinings_says_nothing_of_recruits(tmp_path: Path) -> None:
    acts = [one for one in forty() if one["verb"] not in {"joined", "gave"}]
    found = look(write_csv(tmp_path / "acts.csv", acts))

    for name in ("recruited_share", "recruited_nobody", "trees", "gave_nothing"):
        assert (found.measures[name].value, found.measures[name].reason) == (None, Reason.NOTHING_DONE)


def test_acts_with_ids_are_linked_by_them(tmp_path: Path) -> None:
    headings = ("id", "at", "actor", "verb", "effort", "relation", "toward", "cause", "object")
    acts = [
        act(at(0), "ada", "asked", "voice", relation="asks", object="x", id=7),
        act(at(1), "ada", "asked", "voice", relation="asks", object="y", id=8),
        act(at(2), "bo", "helped", "work", relation="helps", toward="ada", cause=8, object="z", id=9),
        act(at(3), "eva", "took", "work", relation="helps", toward="ada", cause=99, object="x", id=10),
    ]
    found = look(write_csv(tmp_path / "acts.csv", acts, headings))

    assert found.measures["time_to_answer"].n == 2
    assert found.measures["dependence"].stopping.n == 2  # type: ignore[attr-defined]  # of Dependence


@pytest.mark.parametrize("people", [1, 2, 3])
def test_hardly_anybody(tmp_path: Path, people: int) -> None:
    acts = [act(at(one), f"m{one}", "joined", "token") for one in range(people)]
    acts.append(act(at(5), "m0", "helped", "work", relation="helps", toward=f"m{people - 1}" if people > 1 else ""))
    found = look(write_csv(tmp_path / "acts.csv", acts))

    assert found.members == people
    assert all((one.value is None) == (one.reason is not None) for one in found.measures.values())
    json.dumps(as_json(found), allow_nan=False)


def test_everything_at_one_moment(tmp_path: Path) -> None:
    acts = [act(at(0), f"m{one}", "helped", "work", relation="helps", toward=f"m{one + 1}") for one in range(60)]
    found = look(write_csv(tmp_path / "acts.csv", acts))

    json.dumps(as_json(found), allow_nan=False)


def test_nothing_that_counts_says_why(tmp_path: Path) -> None:
    with pytest.raises(NothingThere, match=r"no act that counts\. Left out: 1 row: unreadable time \(acts.csv, row 2"):
        look(write_csv(tmp_path / "acts.csv", [act("soon", "ada")]))
    with pytest.raises(NothingThere, match="no act that counts"):
        look(write_csv(tmp_path / "empty.csv", []))


def test_names_and_order_make_no_difference(tmp_path: Path, found: Results) -> None:
    """Other names, rows in another order: the same numbers."""
    acts = forty()
    renamed = {f"m{one:02}": f"m{(one * 7) % 40:02}" for one in range(40)}
    other = [
        {**one, "actor": renamed[str(one["actor"])], "toward": renamed.get(str(one.get("toward", "")), "")}
        for one in reversed(acts)
    ]
    again = look(write_csv(tmp_path / "acts.csv", other))
    drawn = {"tail", "reciprocity", "cycles", "pay_forward", "division_people", "division_tasks", "likeness"}
    drawn |= {"coincidence", "bursts", "lift", "crossing", "carry_over", "trees"}

    for name in set(IDS) - drawn:
        assert again.measures[name].value == found.measures[name].value
        assert again.measures[name].n == found.measures[name].n


def test_report_json_has_the_shape_that_is_promised(found: Results) -> None:
    told = as_json(found)

    assert set(told["measures"]) == set(IDS)
    for one in told["measures"].values():
        assert {"value", "low", "high", "null", "n", "reason", "version"} <= set(one)
        assert (one["value"] is None) == (one["reason"] is not None)
    assert json.loads(json.dumps(told, allow_nan=False)) == told
