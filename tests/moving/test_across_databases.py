"""From SQLite to PostgreSQL and back: the same hash everywhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dugnad.moving.bundles.sealing import new_key
from tests.serve.commanding import dugnad
from tools import postgres

pytest.importorskip("psycopg", reason="requirements-postgres.txt is not installed")
pytestmark = [
    pytest.mark.long,
    pytest.mark.postgres,
    pytest.mark.fault,
    pytest.mark.skipif(postgres.find() is None, reason="PostgreSQL is not installed"),
]
HASH = re.compile(r"\b[0-9a-f]{64}\b")


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """The address of an empty database."""
    with postgres.cluster() as address:
        yield address


def did(*words: str, **settings: str) -> str:
    """What a command says, which has to go well."""
    done = dugnad(*words, **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_same_hash_on_both_databases(elsewhere: str, tmp_path: Path) -> None:
    public, content = new_key()
    key, data = tmp_path / "key", [tmp_path / "first", tmp_path / "second", tmp_path / "third"]
    key.write_bytes(content)
    bundles = [str(tmp_path / name) for name in ("one", "two", "three")]
    did("demo", "--data", str(data[0]), "--members", "60", "--days", "20")

    hashes = HASH.findall(did("export", "--whole", bundles[0], "--to", public, "--data", str(data[0])))
    did("restore", bundles[0], "--key", str(key), "--data", str(data[1]), DUGNAD_DATABASE=elsewhere)
    checked = did("check-database", "--data", str(data[1]), DUGNAD_DATABASE=elsewhere)
    assert "agree" in checked
    there = did("export", "--whole", bundles[1], "--to", public, "--data", str(data[1]), DUGNAD_DATABASE=elsewhere)
    hashes += HASH.findall(there)
    did("restore", bundles[1], "--key", str(key), "--data", str(data[2]))
    hashes += HASH.findall(did("export", "--whole", bundles[2], "--to", public, "--data", str(data[2])))

    assert len(hashes) == 3
    assert len(set(hashes)) == 1
