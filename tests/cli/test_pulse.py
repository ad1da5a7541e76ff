"""`dugnad pulse`, without a data folder, settings or Django."""

from __future__ import annotations

import json
from argparse import Namespace
from pathlib import Path

import pytest

from dugnad.cli import main
from dugnad.cli.command import Stop, parser_of
from dugnad.cli.commands import COMMANDS
from dugnad.cli.pulse import bring, report
from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.importing import KINDS
from tests.pulse.acts.making import act, write_csv
from tests.pulse.engine.test_measures import forty
from tests.serve.commanding import dugnad

COMMAND = next(one for one in COMMANDS if one.name == "pulse")


def asked(*words: object) -> Namespace:
    return parser_of(COMMAND).parse_args([str(word) for word in words])


@pytest.fixture
def acts(tmp_path: Path) -> Path:
    return write_csv(tmp_path / "acts.csv", forty())


def test_a_page_and_the_same_for_machines(acts: Path, tmp_path: Path) -> None:
    """In a process of its own, with a broken setting: nothing of the platform is read."""
    page = tmp_path / "report.html"
    done = dugnad("pulse", "report", str(acts), "-o", str(page), DUGNAD_DATABASE="nonsense")

    assert (done.returncode, done.stderr) == (0, "")
    assert "40 members, 101 acts from 2026-03-01 to 2026-05-30" in done.stdout
    assert tuple(json.loads((tmp_path / "report.json").read_text())["measures"]) == IDS
    html = page.read_text()
    assert html.startswith("<!doctype html>")
    assert "<script" not in html
    assert sorted(path.name for path in tmp_path.iterdir()) == ["acts.csv", "report.html", "report.json"]


def test_two_tables_beside_each_other(acts: Path, tmp_path: Path) -> None:
    page = tmp_path / "both.html"
    few = write_csv(tmp_path / "few.csv", forty()[:30])

    assert report(asked("report", acts, "-o", page, "--compare", few, "--window", "90d")) == 0
    told = json.loads((tmp_path / "both.json").read_text())
    assert told["compared_with"]["source"] == "few.csv"
    assert told["window"]["start"].startswith("2026-03-01")


def test_what_did_not_count_is_said(acts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with acts.open("a") as file:
        file.write("2099-01-01T00:00:00Z,ada,sang,voice,,,,,,\n")

    assert report(asked("report", acts, "-o", tmp_path / "report.html")) == 0
    assert "Left out: 1 row: after now (acts.csv, row 103, column at)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--window", "soon"], "write it like 2026-01-01..2026-03-31"),
        (["--window", "2026-03-31..2026-03-01"], "the earlier day first"),
        (["--window", "0d"], "one day at least"),
        (["--window", "2019-01-01..2019-02-01"], "no act before 2019-02-02"),
        (["--circle", "moon"], "There is no circle “moon”. There is: north, south"),
        (["-o", "/nowhere/at/all.html"], "a folder that is there"),
        (["-o", "report.json"], "does not end in .json"),
        (["-o", "/"], "a folder that is there"),
        (["--compare", "none.csv"], "there is no such file"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_line(acts: Path, tmp_path: Path, words: list[str], said: str) -> None:
    with pytest.raises(Stop) as stopped:
        report(asked("report", acts, "-o", tmp_path / "report.html", *words))

    assert said in str(stopped.value)
    assert not (tmp_path / "report.html").exists()


def test_the_page_never_takes_the_place_of_the_table(acts: Path) -> None:
    before = acts.read_bytes()

    with pytest.raises(Stop, match="would take the place of a table"):
        report(asked("report", acts, "-o", acts))

    assert acts.read_bytes() == before


@pytest.mark.parametrize("seed", ["-1", "x", "1.5"])
def test_a_seed_is_a_whole_number(acts: Path, seed: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        asked("report", acts, "--seed", seed)

    assert "is no whole number from 0 on" in capsys.readouterr().err


def test_one_member_and_the_last_day_of_the_window(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = write_csv(tmp_path / "alone.csv", [act("2026-03-01T09:00:00Z", "ada")])

    assert report(asked("report", alone, "-o", tmp_path / "alone.html", "--window", "2026-02-01..2026-03-02")) == 0
    assert "1 member, 1 act from 2026-02-01 to 2026-03-02." in capsys.readouterr().out


def test_a_file_that_is_none_ends_with_one_and_no_traceback(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    broken = tmp_path / "acts.parquet"
    broken.write_bytes(b"PAR1 and no more")

    assert main(["pulse", "report", str(broken)]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"{broken}: this is not a whole Parquet file: it is cut off, or something else."
    ]


def test_nothing_that_counts(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "acts.csv", [act("1960-01-01", "ada")])

    with pytest.raises(Stop, match=r"no act that counts\. Left out: 1 row: before 1970"):
        report(asked("report", path, "-o", tmp_path / "report.html"))


def test_kinds_of_files_are_the_same_everywhere() -> None:
    for kind in KINDS:
        assert asked("import", kind, "file", "-o", "acts.csv").kind == kind
    with pytest.raises(SystemExit):
        asked("import", "telepathy", "file", "-o", "acts.csv")


def test_an_import_and_its_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    messages = tmp_path / "messages.txt"
    messages.write_text("".join(f"{one % 7} {(one + 1) % 7} {1_700_000_000 + 3600 * one}\n" for one in range(60)))
    acts = tmp_path / "acts.parquet"

    assert bring(asked("import", "messages", messages, "-o", acts)) == 0
    assert report(asked("report", acts, "-o", tmp_path / "report.html")) == 0
    assert "60" in capsys.readouterr().out


def test_an_export_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(Stop):
        bring(asked("import", "messages", tmp_path / "none.txt", "-o", tmp_path / "acts.parquet"))
