"""Backing up a movement on PostgreSQL, and restoring it into another cluster."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.serve.commanding import dugnad
from tools import postgres

psycopg = pytest.importorskip("psycopg", reason="requirements-postgres.txt is not installed")
pytestmark = [
    pytest.mark.postgres,
    pytest.mark.fault,
    pytest.mark.skipif(postgres.find() is None, reason="PostgreSQL is not installed"),
]

PASSPHRASE = "a lamp in the window"


@pytest.fixture(scope="module")
def here() -> Iterator[str]:
    """The address of a database with the demo movement in it."""
    with postgres.cluster() as address:
        yield address


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of an empty database of another cluster."""
    with postgres.cluster() as address:
        yield address


@pytest.fixture(scope="module")
def data(here: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the movement on `here`."""
    folder = tmp_path_factory.mktemp("grown") / "data"
    done = dugnad("demo", "--members", "100", "--days", "30", "--data", str(folder), DUGNAD_DATABASE=here)
    assert done.returncode == 0, done.stderr
    (folder / "media").mkdir(exist_ok=True)
    (folder / "media/picture.jpg").write_bytes(b"a picture")
    return folder


def rows(address: str, question: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address) as connection:
        return list(connection.execute(question).fetchall())


def test_it_goes_on_in_another_cluster(here: str, elsewhere: str, data: Path, tmp_path: Path) -> None:
    sealed, back = tmp_path / "monday.dugnadbackup", tmp_path / "back"
    made = dugnad("backup", str(sealed), "--data", str(data), typed=f"{PASSPHRASE}\n", DUGNAD_DATABASE=here)
    assert made.returncode == 0, made.stderr

    restored = dugnad("restore", str(sealed), "--data", str(back), typed=f"{PASSPHRASE}\n", DUGNAD_DATABASE=elsewhere)
    assert restored.returncode == 0, restored.stderr
    assert (back / "media/picture.jpg").read_bytes() == b"a picture"
    question = "SELECT handle, person_key FROM people_member ORDER BY handle"
    assert len(rows(here, question)) > 30
    assert rows(elsewhere, question) == rows(here, question)
    checked = dugnad("check-database", "--data", str(back), DUGNAD_DATABASE=elsewhere)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.long
def test_a_database_with_something_in_it_is_left_alone(here: str, data: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "monday.dugnadbackup"
    dugnad("backup", str(sealed), "--data", str(data), typed=f"{PASSPHRASE}\n", DUGNAD_DATABASE=here)
    before = rows(here, "SELECT count(*) FROM ledger_act")

    refused = dugnad(
        "restore", str(sealed), "--data", str(tmp_path / "back"), typed=f"{PASSPHRASE}\n", DUGNAD_DATABASE=here
    )
    assert refused.returncode != 0
    assert "not empty" in refused.stdout + refused.stderr
    assert rows(here, "SELECT count(*) FROM ledger_act") == before


def test_it_is_not_restored_into_sqlite(here: str, data: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "monday.dugnadbackup"
    dugnad("backup", str(sealed), "--data", str(data), typed=f"{PASSPHRASE}\n", DUGNAD_DATABASE=here)

    refused = dugnad("restore", str(sealed), "--data", str(tmp_path / "back"), typed=f"{PASSPHRASE}\n")
    assert refused.returncode != 0
    assert "DUGNAD_DATABASE" in refused.stdout + refused.stderr
    assert not (tmp_path / "back").exists()


def test_a_database_that_does_not_answer_gives_no_backup(data: Path, tmp_path: Path) -> None:
    sealed = tmp_path / "monday.dugnadbackup"
    nobody = f"postgres://dugnad:x@127.0.0.1:{postgres.free_port()}/nothing"
    failed = dugnad("backup", str(sealed), "--data", str(data), typed=f"{PASSPHRASE}\n", DUGNAD_DATABASE=nobody)
    assert failed.returncode != 0
    assert "No backup was made" in failed.stdout + failed.stderr
    assert not list(tmp_path.iterdir())
