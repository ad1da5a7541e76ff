from __future__ import annotations

import io
import json
import secrets
import tarfile
import threading
from hashlib import sha256
from pathlib import Path
from typing import IO, cast

import pytest
from django.conf import settings
from django.db import connection

from dugnad.moving.backups import backup
from dugnad.moving.backups.sealed import Key, Unreadable, Writer
from dugnad.people.models import Movement
from tests.cast import make_member

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        str(settings.DATABASES["default"]["ENGINE"]) != "dugnad.kit.sqlite", reason="the backup command copies SQLite"
    ),
]

KEY = Key(secrets.token_bytes(32), is_passphrase=False)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder as a movement of some age has it."""
    folder = tmp_path / "data"
    for name, content in {
        "media/ab/picture.jpg": b"a picture",
        "keys/secret": b"a secret",
        "mirror/2026-11/1.parquet": b"acts",
        "static/x.css": b"made again",
        "jobs.sqlite3": b"made again",
        "server.lock": b"1",
        "dugnad.sqlite3-wal": b"part of the database",
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "monday.dugnadbackup"


def members_in(folder: Path) -> int:
    """Members in the database of a restored folder."""
    with connection.cursor() as cursor:
        cursor.execute("ATTACH %s AS other", [str(folder / backup.DATABASE)])
        cursor.execute("SELECT count(*) FROM other.people_member")
        (number,) = cursor.fetchone()
        cursor.execute("DETACH other")
    return int(number)


def test_what_was_backed_up_comes_back(data: Path, target: Path, tmp_path: Path, movement: Movement) -> None:
    make_member("alice")

    made = backup.make(data, target, KEY)
    restored = backup.restore(target, KEY, tmp_path / "back")

    assert set(made.files) == {
        "dugnad.sqlite3",
        "media/ab/picture.jpg",
        "keys/secret",
        "mirror/2026-11/1.parquet",
    }
    assert restored.files == made.files
    assert (tmp_path / "back/keys/secret").read_bytes() == b"a secret"
    assert (tmp_path / "back/keys/secret").stat().st_mode & 0o777 == 0o600
    assert members_in(tmp_path / "back") == 1


def test_nothing_is_left_lying_open(data: Path, target: Path) -> None:
    before = sorted(path.name for path in data.iterdir())

    backup.make(data, target, KEY)

    assert sorted(path.name for path in data.iterdir()) == before
    assert [path.name for path in target.parent.iterdir()] == [target.name]
    assert target.stat().st_mode & 0o777 == 0o600
    assert b"picture" not in target.read_bytes()


def test_it_is_whole_though_members_write_meanwhile(
    data: Path, target: Path, tmp_path: Path, movement: Movement
) -> None:
    stop = threading.Event()
    written: list[str] = []

    def write() -> None:
        while not stop.is_set():
            written.append(make_member(f"member{len(written)}").handle)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 20:
        stop.wait(0.01)
    known_before = len(written)
    backup.make(data, target, KEY)
    stop.set()
    writer.join()

    backup.restore(target, KEY, tmp_path / "back")
    assert known_before <= members_in(tmp_path / "back") <= len(written)


def test_an_existing_file_is_not_written_over(data: Path, target: Path) -> None:
    target.parent.mkdir()
    target.write_text("older")

    with pytest.raises(FileExistsError):
        backup.make(data, target, KEY)
    assert target.read_text() == "older"


def test_a_folder_with_something_in_it_is_left_alone(data: Path, target: Path) -> None:
    backup.make(data, target, KEY)

    with pytest.raises(FileExistsError, match="is not empty"):
        backup.restore(target, KEY, data)


def test_with_another_key_nothing_is_restored(data: Path, target: Path, tmp_path: Path) -> None:
    backup.make(data, target, KEY)

    with pytest.raises(Unreadable):
        backup.restore(target, Key(secrets.token_bytes(32), is_passphrase=False), tmp_path / "back")
    assert not (tmp_path / "back").exists()
    assert not list(tmp_path.glob(".opened*"))


@pytest.fixture
def forged(tmp_path: Path) -> Path:
    """A backup sealed with our key, made by somebody else: tests write its entries."""
    return tmp_path / "forged"


def forge(path: Path, entries: dict[str, bytes], listed: dict[str, str] | None = None) -> None:
    with path.open("wb") as file:
        writer = Writer(file, KEY)
        with tarfile.open(fileobj=cast("IO[bytes]", writer), mode="w|") as archive:
            told = json.dumps({"files": listed or {}}).encode()
            for name, content in {**entries, backup.CONTENTS: told}.items():
                entry = tarfile.TarInfo(name)
                entry.size = len(content)
                archive.addfile(entry, io.BytesIO(content))
        writer.close()


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "media/../../outside"])
def test_a_backup_cannot_write_outside_its_folder(forged: Path, tmp_path: Path, name: str) -> None:
    forge(forged, {name: b"x"})

    with pytest.raises(backup.Damaged, match="outside"):
        backup.restore(forged, KEY, tmp_path / "back")
    assert not (tmp_path / "outside").exists()


def test_a_file_that_is_not_in_the_list_is_noticed(forged: Path, tmp_path: Path) -> None:
    forge(forged, {"media/x": b"x"})

    with pytest.raises(backup.Damaged, match="list"):
        backup.restore(forged, KEY, tmp_path / "back")


def test_a_database_that_is_not_whole_is_noticed(forged: Path, tmp_path: Path) -> None:
    broken = b"SQLite format 3\0" + b"x" * 5000
    forge(forged, {backup.DATABASE: broken}, {backup.DATABASE: sha256(broken).hexdigest()})

    with pytest.raises(backup.Damaged, match="not whole"):
        backup.restore(forged, KEY, tmp_path / "back")


def test_a_file_that_grows_meanwhile_is_taken_as_it_was_at_one_moment(data: Path, target: Path, tmp_path: Path) -> None:
    grows, stop = data / "mail" / "log", threading.Event()
    grows.parent.mkdir()

    def grow() -> None:
        with grows.open("ab", buffering=0) as file:
            while not stop.is_set():
                file.write(b"a line\n")

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        for number in range(5):
            sealed = target.with_name(f"{number}.dugnadbackup")
            backup.make(data, sealed, KEY)
            backup.restore(sealed, KEY, tmp_path / f"back{number}")
            assert not (tmp_path / f"back{number}/mail/log").read_bytes().replace(b"a line\n", b"")
    finally:
        stop.set()
        writer.join()
