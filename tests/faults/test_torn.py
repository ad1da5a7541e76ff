"""A power cut in the middle of writing: SQLite's journal ends anywhere, perhaps in rubbish."""

from __future__ import annotations

import random
import shutil
from bisect import bisect_right
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import DjangoDbBlocker

from dugnad.kit.sqlite.copies import problems
from tests.ledger.opening import Opened, asked, begin

pytestmark = pytest.mark.fault
TRANSACTIONS = 300
CUTS = 200


@pytest.fixture
def written(tmp_path: Path, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Opened, list[int]]]:
    """A database of many transactions of three rows each, and how long its journal was after each of them."""
    opened = Opened(tmp_path / "whole")
    opened.path.parent.mkdir()
    with django_db_blocker.unblock():
        connection = opened.another()
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE word (number, part, text)")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            cursor.execute("PRAGMA wal_autocheckpoint=0").fetchall()
        lengths = []
        for number in range(TRANSACTIONS):
            begin(connection)
            with connection.cursor() as cursor:
                cursor.executemany(
                    "INSERT INTO word VALUES (%s, %s, %s)", [[number, part, "x" * 900] for part in range(3)]
                )
            connection.commit()
            connection.set_autocommit(True)
            lengths.append(_journal(opened.path).stat().st_size)
        yield opened, lengths
        opened.close()


def test_cut_anywhere_it_opens_to_the_last_whole_transaction(written: tuple[Opened, list[int]], tmp_path: Path) -> None:
    opened, lengths = written
    chance = random.Random(5)
    seen = set()
    for number in range(CUTS):
        cut = chance.randrange(lengths[-1] + 1)
        rubbish = chance.randbytes(chance.choice([0, 0, 24, 512, 5000]))
        torn = Opened(tmp_path / f"torn-{number}")
        torn.path.parent.mkdir()
        shutil.copyfile(opened.path, torn.path)
        _journal(torn.path).write_bytes(_journal(opened.path).read_bytes()[:cut] + rubbish)
        connection = torn.another()
        whole = bisect_right(lengths, cut)
        assert asked(connection, "SELECT count(DISTINCT number) FROM word") == whole
        assert asked(connection, "SELECT count(*) FROM word") == 3 * whole
        assert asked(connection, "SELECT coalesce(max(number), -1) FROM word") == whole - 1
        torn.close()
        assert problems(torn.path) == []
        shutil.rmtree(torn.path.parent)
        seen.add(whole)
    assert len(seen) > CUTS / 3


def _journal(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
