from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from dugnad.ledger import mirror_writer
from dugnad.ledger.followers import NotNow
from dugnad.ledger.handing import advance, place_of
from dugnad.ledger.mirror import Found, Mirror, begin_again, row_of, seal_now, verify
from dugnad.ledger.models import Act, Cursor, Held, Segment
from dugnad.ledger.reading import Position
from tests.cast import NOON
from tests.ledger.making import at_it_elsewhere, make_act, make_acts

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
OFFLINE: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


@pytest.fixture
def sealing(tmp_path: Path) -> Mirror:
    return Mirror(tmp_path / "mirror", enough=3, patience=HOUR)


def rows_of(mirror: Mirror) -> list[int]:
    """The ids in all listed segments."""
    return [
        number
        for segment in Segment.objects.order_by("first_act")
        for number in pq.read_table(mirror.root / segment.path, columns=["id"], partitioning=None)["id"].to_pylist()
    ]


def test_waits_for_enough_acts(sealing: Mirror) -> None:
    make_acts(2)
    assert advance(sealing, at=NOON) == 0
    assert not Segment.objects.exists()
    acts = make_acts(1)
    assert advance(sealing, at=NOON) == 3
    segment = Segment.objects.get()
    assert (segment.rows, segment.last_act) == (3, acts[0].pk)
    assert segment.path == f"month=2026-11/acts-{segment.first_act}-{segment.last_act}.parquet"
    assert verify(segment, sealing.root) is Found.WHOLE


def test_waits_no_longer_than_its_patience(sealing: Mirror) -> None:
    assert place_of(sealing, NOON).moved_at == NOON
    make_act(at=NOON + HOUR / 2)
    assert advance(sealing, at=NOON + HOUR) == 0
    assert advance(sealing, at=NOON + HOUR * 1.5) == 1


def test_acts_told_of_long_after_begin_to_wait_with_the_last_segment(sealing: Mirror) -> None:
    assert advance(sealing, at=NOON) == 0
    make_act(at=NOON - 1000 * HOUR)
    assert advance(sealing, at=NOON + HOUR / 2) == 0
    assert advance(sealing, at=NOON + HOUR) == 1


def test_one_file_a_month(sealing: Mirror) -> None:
    midnight = datetime(2026, 12, 1, tzinfo=UTC)
    make_act("november", at=midnight - timedelta(microseconds=1))
    make_act("december", at=midnight)
    assert seal_now(sealing, at=NOON) == 2
    months = {str(segment.month): segment.path.partition("/")[0] for segment in Segment.objects.all()}
    assert months == {"2026-11-01": "month=2026-11", "2026-12-01": "month=2026-12"}


def test_columns_hold_what_the_act_holds(sealing: Mirror) -> None:
    first = make_act("asked about", at=NOON)
    act = make_act("answered", at=NOON + timedelta(microseconds=7), cause=first.pk, amount=90)
    seal_now(sealing, at=NOON)
    table = pq.read_table(sealing.root / Segment.objects.get().path, partitioning=None)
    assert table.schema.equals(mirror_writer.COLUMNS)
    assert table.to_pylist()[1] == {
        "id": act.pk,
        "at": act.at,
        "actor": "k" * 16,
        "verb": "thanked",
        "effort": "token",
        "relation": "thanks",
        "toward": None,
        "circle": None,
        "cause": first.pk,
        "object_type": "answer",
        "object": "answered",
        "amount": 90,
        "audience": "circle",
    }


def test_verb_of_an_app_that_is_gone(sealing: Mirror) -> None:
    act = make_act()
    act.verb = "from-a-plugin"
    assert row_of(act)[3:6] == ["from-a-plugin", None, None]


def test_duckdb_reads_it_without_fetching_anything(sealing: Mirror) -> None:
    make_acts(4)
    make_act(at=NOON + timedelta(days=30), amount=45)
    seal_now(sealing, at=NOON)
    with duckdb.connect(config=OFFLINE) as reader:
        months = reader.execute(
            "SELECT month, count(*), sum(amount), min(effort), count(DISTINCT actor)"
            " FROM read_parquet($files, hive_partitioning = true) GROUP BY month ORDER BY month",
            {"files": f"{sealing.root}/*/*.parquet"},
        ).fetchall()
    assert months == [("2026-11", 4, None, "token", 1), ("2026-12", 1, 45, "token", 1)]


def test_sealed_for_good(sealing: Mirror) -> None:
    make_acts(3)
    advance(sealing, at=NOON)
    segment = Segment.objects.get()
    path = sealing.root / segment.path
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    before = path.read_bytes()
    make_acts(3)
    advance(sealing, at=NOON)
    assert path.read_bytes() == before
    assert Segment.objects.count() == 2
    path.write_bytes(before[:-1] + b"!")
    assert verify(segment, sealing.root) is Found.ALTERED
    path.unlink()
    assert verify(segment, sealing.root) is Found.MISSING


def test_files_of_a_crash_are_replaced(sealing: Mirror) -> None:
    """Written, but the process died before they were listed."""
    acts = make_acts(3)
    sealing.handle(acts[:2])
    left = sealing.strays()
    assert len(left) == 1
    half = sealing.root / "month=2026-11" / ".acts-1-9.parquet.77"
    half.write_bytes(b"PAR1")
    assert seal_now(sealing, at=NOON) == 3
    assert sealing.strays() == set()
    assert not half.exists()
    assert rows_of(sealing) == [act.pk for act in acts]
    there = [path.relative_to(sealing.root).as_posix() for path in sealing.root.glob("*/*")]
    assert there == [Segment.objects.get().path]


def test_listed_and_past_the_cursor_or_neither(sealing: Mirror) -> None:
    acts = make_acts(3)

    class Dying(Mirror):
        def settle(self) -> None:
            super().settle()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        advance(Dying(sealing.root, enough=1), at=NOON)
    assert not Segment.objects.exists()
    assert place_of(sealing, NOON).act == 0
    assert len(sealing.strays()) == 1
    assert advance(sealing, at=NOON) == 3
    assert rows_of(sealing) == [act.pk for act in acts]


def test_act_that_comes_twice_is_sealed_once(sealing: Mirror) -> None:
    acts = make_acts(4)
    seal_now(sealing, at=NOON)
    Cursor.objects.update(transaction=-1, act=acts[1].pk)
    new = make_act("new")
    assert seal_now(sealing, at=NOON) >= 3
    assert rows_of(sealing) == [act.pk for act in [*acts, new]]
    Cursor.objects.update(transaction=-1, act=0)
    seal_now(sealing, at=NOON)
    assert len(rows_of(sealing)) == 5


def test_full_disk_makes_it_wait(sealing: Mirror, monkeypatch: pytest.MonkeyPatch) -> None:
    make_acts(3)
    monkeypatch.setattr("dugnad.ledger.mirror.WRITER", writer_on_a_full_disk(sealing.root.parent))
    assert advance(sealing, at=NOON) == 0
    cursor = Cursor.objects.get()
    assert cursor.error.startswith("The mirror's writer failed: OSError: ")
    assert cursor.act == 0
    assert not Held.objects.exists()
    monkeypatch.undo()
    assert advance(sealing, at=NOON + timedelta(seconds=20)) == 3


def writer_on_a_full_disk(folder: Path) -> Path:
    """The writer in a process that cannot write files of more than a hundred bytes."""
    path = folder / "writer.py"
    path.write_text(
        "import resource, runpy\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        f"runpy.run_path({mirror_writer.__file__!r}, run_name='__main__')\n"
    )
    return path


def test_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "mirror").write_text("in the way")
    make_acts(1)
    blocked = Mirror(tmp_path / "mirror", enough=1)
    assert advance(blocked, at=NOON) == 0
    assert Cursor.objects.get().error == "The folder of the mirror cannot be written: File exists"
    with pytest.raises(NotNow):
        seal_now(blocked, at=NOON, wait=0)


def test_act_that_does_not_fit_is_held_and_the_others_sealed(sealing: Mirror) -> None:
    class Spoiling(Mirror):
        def handle(self, batch: list[Act]) -> None:  # type: ignore[override]  # a list is all this test hands it
            for act in batch:
                if act.object_id == "1":
                    act.amount = 2**70
            super().handle(batch)

    acts = make_acts(3)
    assert advance(Spoiling(sealing.root, enough=1), at=NOON) == 3
    held = Held.objects.get()
    assert (held.act_id, held.error.partition("\n")[0]) == (acts[1].pk, "Unwritable: OverflowError")
    assert rows_of(sealing) == [acts[0].pk, acts[2].pk]


def test_damaged_mirror_is_made_anew(sealing: Mirror) -> None:
    acts = make_acts(4)
    seal_now(sealing, at=NOON)
    for path in sealing.root.glob("*/*"):
        path.write_bytes(b"")
    with at_it_elsewhere("mirror"), pytest.raises(NotNow):
        begin_again()
    begin_again()
    assert seal_now(sealing, at=NOON) == 4
    assert [verify(segment, sealing.root) for segment in Segment.objects.all()] == [Found.WHOLE]
    assert rows_of(sealing) == [act.pk for act in acts]


def test_nothing_to_seal(sealing: Mirror) -> None:
    assert seal_now(sealing, at=NOON) == 0


def test_position_is_that_of_the_last_act(sealing: Mirror) -> None:
    last = make_acts(7)[-1]
    last.refresh_from_db()
    assert seal_now(sealing, at=NOON) == 7
    assert Position.of(place_of(sealing, NOON)) == Position(last.transaction, last.pk)


def test_writer_whose_parent_has_died_leaves_nothing(tmp_path: Path) -> None:
    """A worker was killed: its writer may still be at it when the next worker begins."""
    row = [1, 0, None, "thanked", "token", "thanks", None, None, None, "answer", "a", None, "circle"]
    order = {"root": str(tmp_path), "month": "2026-11", "rows": [row], "beside": [], "parent": os.getpid()}
    for parent, left in ((1, []), (os.getpid(), ["acts-1-1.parquet"])):
        told = json.dumps({**order, "parent": parent})
        done = subprocess.run(
            [sys.executable, "-I", mirror_writer.__file__], input=told, text=True, capture_output=True
        )
        assert done.returncode == (not left)
        assert [path.name for path in tmp_path.glob("*/*")] == left


def test_sealing_leaves_no_pyarrow_in_the_worker(tmp_path: Path) -> None:
    """In a process of its own: how much memory sealing 5,000 acts leaves behind."""
    environment = {**os.environ, "DUGNAD_DATA": str(tmp_path), "DUGNAD_DATABASE": "", "PYTHONPATH": os.getcwd()}
    done = subprocess.run(
        [sys.executable, "-m", "tests.ledger.sealing_process"],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(done.stdout)
    assert told["sealed"] == 10_000
    assert told["pyarrow"] is False
    assert told["grown_mb"] < 25
