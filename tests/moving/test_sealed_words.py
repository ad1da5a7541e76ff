"""A21: who takes a backup or a bundle, and not its key, finds no word in it that anybody wrote."""

from __future__ import annotations

import re
import secrets
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from dugnad.cli import main
from dugnad.moving.backups import backup
from dugnad.moving.backups.sealed import Key
from dugnad.moving.bundles.sealing import Unreadable, identities, new_key
from tests.moving.carrying import Steward, leave, opened
from tests.seeing.world import World

pytestmark = pytest.mark.django_db(transaction=True)
PRINTABLE = re.compile(rb"[\x20-\x7e]{4,}")
SQLITE = str(settings.DATABASES["default"]["ENGINE"]) == "dugnad.kit.sqlite"


def words_of(world: World) -> set[bytes]:
    """Words that stand in it: private ones, names, kinds of rows and of files."""
    names = {member.handle for member in world.people.values()}
    return {word.encode() for word in {*world.marks.made.values(), *names, "ledger", "sqlite", "jsonl", "Skåne"}}


def strings(path: Path) -> bytes:
    """As the program `strings` prints them."""
    return b"\n".join(PRINTABLE.findall(path.read_bytes()))


def test_a_bundle_says_nothing(world: World, steward: Steward, tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    leave(bundle, steward)

    assert [word for word in sorted(words_of(world)) if word in strings(bundle)] == []
    other = Steward(*_another())
    with pytest.raises(Unreadable):
        opened(bundle, other)


@pytest.mark.skipif(not SQLITE, reason="tests/cli has PostgreSQL's")
def test_a_backup_says_nothing(world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setattr(settings, "CONFIG", replace(settings.CONFIG, data=data))
    backup.make(data, tmp_path / "backup", Key(secrets.token_bytes(32), is_passphrase=False))

    said = strings(tmp_path / "backup").removeprefix(b"dugnad-backup-1")
    assert [word for word in sorted(words_of(world)) if word in said] == []


@pytest.mark.parametrize("command", ["dumpdata", "dbshell"])
def test_there_is_no_open_copy(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["django", command]) == 1
    assert "dugnad backup" in capsys.readouterr().err


def _another() -> tuple[str, list[object]]:
    public, content = new_key()
    return public, list(identities(content))
