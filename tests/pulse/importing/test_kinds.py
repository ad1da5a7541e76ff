"""What all kinds have in common."""

from __future__ import annotations

import csv
import json
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from dugnad.pulse.acts.schema import NAMES
from dugnad.pulse.importing import KINDS, NotImported, imported
from dugnad.pulse.importing.kinds import ALL
from dugnad.pulse.importing.writing import TYPES
from tests.pulse.importing.bringing_in import KEY, NOW, put

LINE = "alice bob 1082040961\n"


def test_the_columns_are_those_of_the_table_of_acts() -> None:
    assert tuple(TYPES) == NAMES


def test_people_have_names_that_lead_nowhere_and_differ_each_time(tmp_path: Path) -> None:
    file = put(tmp_path, "m.txt", LINE)
    for out in ("one.csv", "two.csv"):
        imported("messages", file, tmp_path / out, now=NOW)
    one, two = ((tmp_path / out).read_text() for out in ("one.csv", "two.csv"))

    assert "alice" not in one + two
    assert one != two


def test_csv_and_parquet_hold_the_same(tmp_path: Path) -> None:
    file = put(tmp_path, "m.txt", LINE)
    for out in ("acts.csv", "acts.parquet"):
        imported("messages", file, tmp_path / out, now=NOW, key=KEY)
    with (tmp_path / "acts.csv").open() as read:
        rows = list(csv.DictReader(read))
    table = pq.read_table(tmp_path / "acts.parquet")

    assert [{**row, "at": datetime.fromisoformat(row["at"])} for row in rows] == [
        {name: "" if value is None else value for name, value in row.items()} for row in table.to_pylist()
    ]
    told = json.loads(pq.read_metadata(tmp_path / "acts.parquet").metadata[b"dugnad.imported"])
    assert told == json.loads((tmp_path / "acts.csv.account.json").read_text())
    assert told["cannot"]
    assert (tmp_path / "acts.parquet").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_says_what_it_can_and_cannot_show(name: str) -> None:
    kind = ALL[name]
    page = Path(__file__).parents[3] / "docs" / "measures" / "importing.md"

    assert kind.shows
    assert len(kind.cannot) >= 2
    assert f"## {name}" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize(
    "text",
    [b"", b"\n\n", b"\x00\x01\x02\xff", b"a,b\n1,2\n", b"{}", b"[]", b"null", b"[" * 100_000, b'{"a"', b"From \n"],
)
def test_no_file_of_something_else_is_a_surprise(tmp_path: Path, name: str, text: bytes) -> None:
    for ending in ("csv", "json", "mbox"):
        with pytest.raises(NotImported, match=rf"file\.{ending}"):
            imported(name, put(tmp_path, f"file.{ending}", text), tmp_path / "acts.csv", now=NOW)
    assert not list(tmp_path.glob("*acts*"))


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    file = put(tmp_path, "m.txt", LINE)
    for kind, path, out, why in (
        ("letters", file, "acts.csv", "There is no kind “letters”"),
        ("messages", tmp_path / "none.txt", "acts.csv", r"none\.txt is not there"),
        ("messages", file, "acts.xlsx", r"acts\.xlsx: a table of acts ends in \.parquet or \.csv"),
        ("messages", file, "nowhere/acts.csv", r"acts\.csv cannot be written: No such file"),
        ("messages", put(tmp_path, "sheet.csv", b"PK\x03\x04.."), "acts.csv", "save the sheet as CSV"),
        ("messages", put(tmp_path, "wide.csv", "a".encode("utf-16")), "acts.csv", "UTF-16"),
        ("messages", tmp_path, "acts.csv", "cannot be read"),
        ("messages", put(tmp_path, "own.csv", LINE), "own.csv", "would take the place"),
    ):
        with pytest.raises(NotImported, match=why):
            imported(kind, path, tmp_path / out, now=NOW)


def test_what_is_written_before_stays_when_the_next_fails(tmp_path: Path) -> None:
    file = put(tmp_path, "m.txt", LINE)
    imported("messages", file, tmp_path / "acts.csv", now=NOW)
    before = (tmp_path / "acts.csv").read_text()

    with pytest.raises(NotImported, match="It is empty"):
        imported("messages", put(tmp_path, "m.txt", ""), tmp_path / "acts.csv", now=NOW)
    assert (tmp_path / "acts.csv").read_text() == before


def test_it_says_how_far_it_has_come(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    file = put(tmp_path, "m.txt", LINE * 3000)
    account = imported("messages", file, tmp_path / "a.csv", now=NOW, progress=lambda done, of: told.append((done, of)))

    assert told[-1] == (len(LINE) * 3000, len(LINE) * 3000)
    assert len(told) == 4
    assert account.lines()[0] == "m.txt: 3000 read, 3000 acts of 2 people written to a.csv."
