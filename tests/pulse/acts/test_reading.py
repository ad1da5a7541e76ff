"""What cannot be read is said with file, column and row; what does not count is told, and never dropped in silence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dugnad.pulse.acts.checking import COLUMN_OF, checked, counting
from dugnad.pulse.acts.left_out import LeftOut, Row, Why
from dugnad.pulse.acts.repeated import without_repeated
from dugnad.pulse.acts.rows import rows_of
from dugnad.pulse.acts.telling import told
from dugnad.pulse.acts.unreadable import Unreadable
from dugnad.pulse.engine.backends import duckdb
from dugnad.pulse.engine.scope import micros_of
from tests.pulse.acts.making import act, write_csv

NOW = datetime(2026, 11, 22, tzinfo=UTC)
NOON = "2026-11-01T12:00:00Z"
BACKEND = duckdb()


def read(path: Path, folder: Path) -> tuple[list[dict[str, object]], dict[Why, LeftOut], int]:
    """The acts that count, what does not, and how many rows there are."""
    rows = rows_of(path, backend=BACKEND, local=BACKEND, folder=folder)
    known = checked(rows.table, micros_of(NOW))
    number, left = told(rows, known)
    some, twice = without_repeated(rows, counting(known))
    acts = some.order_by("file", "row").to_pyarrow().to_pylist()
    return acts, {one.why: one for one in (*left, *twice)}, number


def write_parquet(path: Path, **columns: object) -> Path:
    at = datetime(2026, 11, 1, 12, tzinfo=UTC)
    facts: dict[str, object] = {
        "at": pa.array([at, at + timedelta(microseconds=1)], pa.timestamp("us", "UTC")),
        "actor": ["ada", "bo"],
        "verb": ["wrote", "wrote"],
        "effort": ["voice", "work"],
    }
    told = {name: column for name, column in (facts | columns).items() if column is not None}
    pq.write_table(pa.table(told), path)
    return path


def test_a_plain_table(tmp_path: Path) -> None:
    acts, left, number = read(write_csv(tmp_path / "acts.csv", [act(NOON, "ada", "helped", "work")]), tmp_path)

    assert (len(acts), left, number) == (1, {}, 1)
    assert acts[0]["at"] == 1_793_534_400_000_000
    assert acts[0]["relation"] == "none"
    assert acts[0]["toward"] is None


def test_time_zones_are_brought_together(tmp_path: Path) -> None:
    times = ("2026-11-01T12:00:00Z", "2026-11-01T14:00:00+02:00", "2026-11-01 07:00:00-0500")
    acts, left, _number = read(write_csv(tmp_path / "acts.csv", [act(at, "ada", at) for at in times]), tmp_path)

    assert left == {}
    assert {one["at"] for one in acts} == {1_793_534_400_000_000}


def test_a_time_without_its_zone_beside_others_is_told(tmp_path: Path) -> None:
    acts = [act(NOON, "ada"), act("2026-11-01T12:00:00", "bo")]
    found, left, _number = read(write_csv(tmp_path / "acts.csv", acts), tmp_path)

    assert [one["actor"] for one in found] == ["ada"]
    assert left == {Why.NO_TIME_ZONE: LeftOut(Why.NO_TIME_ZONE, "at", 1, (Row("acts.csv", 3),))}


def test_times_without_any_zone_are_utc(tmp_path: Path) -> None:
    acts, left, _number = read(write_csv(tmp_path / "acts.csv", [act("2026-11-01 12:00", "ada")]), tmp_path)

    assert (left, acts[0]["at"]) == ({}, 1_793_534_400_000_000)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (act("", "ada"), Why.NO_TIME),
        (act("yesterday", "ada"), Why.UNREADABLE_TIME),
        (act("infinity", "ada"), Why.UNREADABLE_TIME),
        (act("2026-02-30T10:00:00Z", "ada"), Why.UNREADABLE_TIME),
        (act("1969-12-31T23:59:59Z", "ada"), Why.BEFORE_1970),
        (act("2026-11-23T00:00:00Z", "ada"), Why.NOT_YET),
        (act("9999-12-31T23:59:59Z", "ada"), Why.NOT_YET),
        (act(NOON, ""), Why.BY_NOBODY),
        (act(NOON, "ada", verb=""), Why.NO_VERB),
        (act(NOON, "ada", effort=""), Why.NO_EFFORT),
        (act(NOON, "ada", effort="much"), Why.UNKNOWN_EFFORT),
        (act(NOON, "ada", relation="loves"), Why.UNKNOWN_RELATION),
        (act(NOON, "ada", amount="ten"), Why.UNREADABLE_AMOUNT),
        (act(NOON, "ada", amount="nan"), Why.UNREADABLE_AMOUNT),
        (act(NOON, "ada", effort="give", amount="-5"), Why.NEGATIVE_AMOUNT),
        (act(NOON, "ada", relation="helps", toward="ada"), Why.TOWARD_ONESELF),
    ],
    ids=lambda one: one.value if isinstance(one, Why) else "",
)
def test_what_does_not_count_is_told_with_its_place(tmp_path: Path, wrong: dict[str, object], why: Why) -> None:
    acts, left, number = read(write_csv(tmp_path / "acts.csv", [act(NOON, "bo"), wrong]), tmp_path)

    assert [one["actor"] for one in acts] == ["bo"]
    assert left == {why: LeftOut(why, COLUMN_OF[why], 1, (Row("acts.csv", 3),))}
    assert number == 2


def test_every_reason_lies_in_a_column() -> None:
    assert set(COLUMN_OF) == set(Why)


def test_who_brought_themselves_came_alone(tmp_path: Path) -> None:
    acts, left, _number = read(
        write_csv(tmp_path / "acts.csv", [act(NOON, "ada", "joined", "token", toward="ada")]), tmp_path
    )

    assert acts[0]["toward"] is None
    assert left[Why.BROUGHT_BY_ONESELF].count == 1


def test_unknown_verbs_are_fine(tmp_path: Path) -> None:
    acts, left, _number = read(write_csv(tmp_path / "acts.csv", [act(NOON, "ada", "sang a song")]), tmp_path)

    assert (len(acts), left) == (1, {})


def test_a_row_that_stands_there_twice_counts_once(tmp_path: Path) -> None:
    one, other = act(NOON, "ada", toward="bo"), act(NOON, "ada", toward="eva")
    acts, left, _number = read(write_csv(tmp_path / "acts.csv", [one, other, one, one]), tmp_path)

    assert [act["toward"] for act in acts] == ["bo", "eva"]
    assert left == {Why.TWICE: LeftOut(Why.TWICE, "", 2, (Row("acts.csv", 4), Row("acts.csv", 5)))}


def test_acts_of_one_id_are_one(tmp_path: Path) -> None:
    write_parquet(tmp_path / "a.parquet", id=[1, 2])
    write_parquet(tmp_path / "b.parquet", id=[2, 3], verb=["told", "told"])
    acts, left, number = read(tmp_path, tmp_path / "out")

    assert (len(acts), number) == (3, 4)
    assert left[Why.TWICE].first == (Row("b.parquet", 1),)


def test_segments_of_a_mirror_need_not_be_alike(tmp_path: Path) -> None:
    (tmp_path / "month=2026-11").mkdir()
    write_parquet(tmp_path / "month=2026-11" / "acts-1-2.parquet", id=[1, 2], audience=["public", "circle"])
    naive = [datetime(2026, 11, 2), datetime(2026, 11, 3)]  # noqa: DTZ001  # a column of times without a zone
    write_parquet(tmp_path / "acts-3-4.parquet", id=[3, 4], at=pa.array(naive, pa.timestamp("ns")), actor=[7, 8])
    acts, left, _number = read(tmp_path, tmp_path / "out")

    assert sorted(str(one["actor"]) for one in acts) == ["7", "8", "ada", "bo"]
    assert left == {}


def test_parquet_with_times_as_text(tmp_path: Path) -> None:
    write_parquet(tmp_path / "acts.parquet", at=["2026-11-01T12:00:00+01:00", "soon"])
    acts, left, _number = read(tmp_path / "acts.parquet", tmp_path)

    assert [one["actor"] for one in acts] == ["ada"]
    assert left[Why.UNREADABLE_TIME].first == (Row("acts.parquet", 2),)


def test_amounts_that_are_no_whole_numbers(tmp_path: Path) -> None:
    acts, left, _number = read(write_parquet(tmp_path / "acts.parquet", amount=[float("nan"), 2.6]), tmp_path)
    assert [one["amount"] for one in acts] == [3]
    assert left[Why.UNREADABLE_AMOUNT].first == (Row("acts.parquet", 1),)

    acts, left, _number = read(write_parquet(tmp_path / "acts.parquet", amount=[1e300, None]), tmp_path)
    assert [one["amount"] for one in acts] == [None]


def refusal(path: Path, folder: Path) -> str:
    with pytest.raises(Unreadable) as refused:
        read(path, folder)
    return str(refused.value).replace(str(path.parent), "")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("acts.txt", b"at", "ends in .parquet or .csv"),
        ("acts.csv", b"", "/acts.csv: this file is empty"),
        ("acts.csv", b"at,actor,verb\n", "/acts.csv, column effort: this column is missing"),
        ("acts.csv", b"at,at,actor,verb,effort\n", "/acts.csv, column at: this column stands there more than once"),
        ("acts.csv", b"at,actor,verb,effort\n1,2,3,4\n1,2\n", "/acts.csv, row 3: there are 2 values"),
        ("acts.csv", b"at,actor,verb,effort\n1,2,3,4\n1,2,\xff,4\n", "/acts.csv, row 3: this is not UTF-8"),
        ("acts.parquet", b"PAR1 and no more", "/acts.parquet: this is not a whole Parquet file"),
        ("acts.parquet", b"", "/acts.parquet: this is not a whole Parquet file"),
    ],
)
def test_a_file_that_is_none(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    (tmp_path / name).write_bytes(content)

    assert said in refusal(tmp_path / name, tmp_path)


def test_parquet_that_is_cut_off(tmp_path: Path) -> None:
    whole = write_parquet(tmp_path / "acts.parquet").read_bytes()
    (tmp_path / "acts.parquet").write_bytes(whole[:-20])

    assert "/acts.parquet: this is not a whole Parquet file" in refusal(tmp_path / "acts.parquet", tmp_path)


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"effort": None}, "column effort: this column is missing. It has: at, actor, verb."),
        ({"at": [1.5, 2.5]}, "column at: this column holds double, and times are needed"),
        ({"amount": [["a"], ["b"]]}, "column amount: this column holds list"),
        ({"verb": [1, 2]}, "column verb: this column holds int64, and words are needed"),
    ],
)
def test_a_column_that_is_none(tmp_path: Path, columns: dict[str, object], said: str) -> None:
    assert said in refusal(write_parquet(tmp_path / "acts.parquet", **columns), tmp_path)


def test_nothing_there(tmp_path: Path) -> None:
    assert "there is no such file" in refusal(tmp_path / "none.parquet", tmp_path)
    (tmp_path / "empty").mkdir()
    assert "in this folder is no file" in refusal(tmp_path / "empty", tmp_path)


CELLS = st.one_of(
    st.sampled_from(["", NOON, "1960-01-01", "ada", "bo", "helps", "joined", "token", "work", "12", "-1", '"', "\x00"]),
    st.text(st.characters(codec="utf-8", exclude_characters=',;"\n\r\t'), max_size=6),
)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=10, max_size=10), max_size=6))
def test_each_row_counts_or_is_told(tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / "acts.csv"
    headings = "at,actor,verb,effort,relation,toward,circle,cause,object,amount"
    path.write_text("\n".join([headings, *map(",".join, rows)]) + "\n", encoding="utf-8")
    try:
        acts, left, number = read(path, folder)
    except Unreadable as refused:
        assert "acts.csv" in str(refused)  # noqa: PT017  # both ways out are right
        return

    dropped = sum(one.count for why, one in left.items() if why is not Why.BROUGHT_BY_ONESELF)
    assert len(acts) + dropped == number
    assert number <= len(rows)
