"""A bundle under a passphrase alone: age's own format, so that nobody needs us to open it."""

from __future__ import annotations

import io
from argparse import Namespace
from pathlib import Path

import pytest
from pyrage import passphrase as age

from dugnad.circles.models import Circle
from dugnad.cli import main
from dugnad.cli.bundles import export
from dugnad.cli.command import Stop
from dugnad.moving.bundles import joining, passphrases, reading
from dugnad.moving.bundles.passphrases import BLOCK, NotOpened, Passphrase, Reader, Writer
from dugnad.moving.bundles.sealing import Unreadable
from dugnad.moving.bundles.writing import write_bundle
from dugnad.moving.keys import movement_key
from dugnad.people.models import Member, Movement
from tests.moving.carrying import TODAY, empty
from tests.moving.test_sealed_words import strings, words_of
from tests.seeing.world import World
from tests.serve.commanding import dugnad

WORDS = "a lamp in the window"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As cheap to guess as can be."""
    monkeypatch.setattr(passphrases, "WORK", 2)


def seal(content: bytes) -> bytes:
    file = io.BytesIO()
    writer = Writer(file, Passphrase(WORDS))
    writer.write(content)
    writer.close()
    return file.getvalue()


def unseal(sealed: bytes, words: str = WORDS) -> bytes:
    return Reader(io.BytesIO(sealed), Passphrase(words)).read(10 * BLOCK)


@pytest.mark.parametrize("size", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_age_opens_it_and_so_do_we(size: int) -> None:
    sealed = seal(b"x" * size)

    assert age.decrypt(sealed, WORDS) == b"x" * size
    assert unseal(sealed) == b"x" * size


def test_another_passphrase_does_not() -> None:
    with pytest.raises(NotOpened, match="passphrase is another"):
        unseal(seal(b"ours"), "a lamp in the widow")


def test_whatever_is_changed_or_missing_is_found() -> None:
    sealed = seal(b"ours")
    for place in range(len(sealed)):
        with pytest.raises(NotOpened):
            unseal(sealed[:place] + bytes([sealed[place] ^ 1]) + sealed[place + 1 :])
        with pytest.raises(NotOpened):
            unseal(sealed[:place])


def test_a_file_that_asks_for_all_our_memory_is_refused() -> None:
    with pytest.raises(NotOpened, match="more memory"):
        unseal(seal(b"ours").replace(b" 2\n", b" 40\n", 1))


@pytest.mark.django_db(transaction=True)
def test_a_circle_goes_and_comes_by_a_passphrase(world: World, tmp_path: Path) -> None:
    made = write_bundle(world.circle, Passphrase(WORDS), movement_key(), tmp_path / "bundle", at=TODAY)
    assert [word for word in sorted(words_of(world)) if word in strings(tmp_path / "bundle")] == []
    empty()
    Movement.objects.create(name="Elsewhere", set_up_at=TODAY)

    with pytest.raises(Unreadable):
        reading.read(tmp_path / "bundle", Passphrase("another one"), reading.Look())
    joining.join(tmp_path / "bundle", Passphrase(WORDS), made, at=TODAY)
    assert Circle.objects.get().pk == world.circle.pk
    assert Member.objects.exists()


def test_a_cut_bundle_says_so(tmp_path: Path) -> None:
    (tmp_path / "bundle").write_bytes(seal(b"x" * 3 * BLOCK)[:-BLOCK])
    with pytest.raises((Unreadable, reading.Damaged)):
        reading.read(tmp_path / "bundle", Passphrase(WORDS), reading.Look())


@pytest.mark.django_db(transaction=True)
def test_the_commands_ask_twice_and_open_it(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed: list[str] = []
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("dugnad.cli.passphrases.getpass", lambda prompt: typed.pop(0))
    monkeypatch.setattr("dugnad.cli.bundles.say", print)
    asked = Namespace(whole=False, circle=world.circle.pk, to=None, passphrase=True, file=tmp_path / "bundle")

    for typed[:], said in (["too short"], "at least 12"), ([WORDS, f"{WORDS}s"], "two different"):
        with pytest.raises(Stop, match=said):
            export(asked)
    assert not asked.file.exists()
    typed[:] = [WORDS, WORDS]
    assert export(asked) == 0
    root = capsys.readouterr().out.rpartition(" ")[2].strip()

    back = str(tmp_path / "back")
    wrong = dugnad("restore", str(asked.file), "--data", back, typed="a lamp in the widow\n")
    assert (wrong.returncode, Path(back).exists()) == (1, False)
    assert "passphrase is another" in wrong.stderr
    key = dugnad("restore", str(asked.file), "--data", back, "--key", str(tmp_path / "key"))
    assert "sealed with a passphrase" in key.stderr
    done = dugnad("restore", str(asked.file), "--data", back, typed=f"{WORDS}\n")
    assert (done.returncode, root in done.stdout) == (0, True), done.stderr


def test_a_passphrase_does_not_stand_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["export", "--whole", "--passphrase=a lamp in the window"])
    assert "ignored explicit argument" in capsys.readouterr().err
