from __future__ import annotations

from pathlib import Path

import pytest

from dugnad.cli import main
from dugnad.cli.command import GROUPS, parser_of
from dugnad.cli.commands import COMMANDS
from tests.serve.commanding import dugnad


def test_the_help_names_every_command_once(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    said = capsys.readouterr().out
    names = [line.split()[0] for line in said.splitlines() if line.startswith("  ")]
    assert sorted(names) == sorted(command.name for command in COMMANDS)
    assert all(len(line) <= 110 for line in said.splitlines())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_explains_itself(command: object, capsys: pytest.CaptureFixture[str]) -> None:
    chosen = next(one for one in COMMANDS if one is command)

    with pytest.raises(SystemExit) as left:
        main([chosen.name, "--help"])

    said = capsys.readouterr().out
    assert left.value.code == 0
    assert "--data DIR" in said
    assert chosen.example in said
    assert chosen.group in GROUPS
    assert all(len(line) <= 100 for line in said.splitlines())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_example_is_one_that_can_be_typed(command: object) -> None:
    chosen = next(one for one in COMMANDS if one is command)
    words = chosen.example.split()
    start = words.index("dugnad")

    assert words[start + 1] == chosen.name
    parser_of(chosen).parse_args(words[start + 2 :])


def test_an_unknown_command_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sing"]) == 2
    assert "no command “sing”" in capsys.readouterr().err


def test_a_wrong_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["serve", "--prot", "80"])

    assert left.value.code == 2


def test_tables_are_made_once(tmp_path: Path, data: str) -> None:
    assert dugnad("migrate", "--check", "--data", data).returncode == 0
    assert "up to date" in dugnad("migrate", "--data", data).stdout

    unmade = dugnad("migrate", "--check", "--data", str(tmp_path / "other"))
    assert unmade.returncode == 1
    assert "steps are to be done" in unmade.stdout


def test_a_backup_and_its_way_back(tmp_path: Path, data: str) -> None:
    backup, key, back = str(tmp_path / "one.dugnadbackup"), tmp_path / "key", str(tmp_path / "back")

    made = dugnad("backup", backup, "--key", str(key), "--data", data)
    assert made.returncode == 0, made.stderr
    assert key.read_text().strip() in made.stdout
    again = dugnad("backup", str(tmp_path / "two.dugnadbackup"), "--key", str(key), "--data", data)
    assert key.read_text().strip() not in again.stdout

    restored = dugnad("restore", backup, "--key", str(key), "--data", back)
    assert restored.returncode == 0, restored.stderr
    assert "The database is whole" in dugnad("check-database", "--data", back).stdout


def test_a_backup_with_a_passphrase_needs_a_long_one(tmp_path: Path, data: str) -> None:
    backup, back = tmp_path / "one.dugnadbackup", tmp_path / "back"

    short = dugnad("backup", str(backup), "--data", data, typed="too short\n")
    assert (short.returncode, backup.exists()) == (1, False)
    assert "at least 12" in short.stderr

    assert dugnad("backup", str(backup), "--data", data, typed="a lamp in the window\n").returncode == 0
    wrong = dugnad("restore", str(backup), "--data", str(back), typed="a lamp in the widow\n")
    assert wrong.returncode == 1
    assert "The key does not fit" in wrong.stderr
    assert not back.exists()


def test_where_nobody_lives_yet_there_is_nothing_to_back_up_or_check(tmp_path: Path) -> None:
    for command in ("backup", "check-database"):
        done = dugnad(command, "--data", str(tmp_path / "none"))
        assert done.returncode == 1
        assert "There is no" in done.stderr
        assert "Traceback" not in done.stderr


def test_a_sound_database_is_said_so(data: str) -> None:
    checked = dugnad("check-database", "--data", data)

    assert checked.returncode == 0
    assert "The database is whole, its tables are up to date, and acts, state and mirror agree." in checked.stdout


def test_a_damaged_database_is_noticed(data: str) -> None:
    path = Path(data) / "dugnad.sqlite3"
    content = bytearray(path.read_bytes())
    content[8192:12288] = b"x" * 4096
    path.write_bytes(content)

    checked = dugnad("check-database", "--data", data)

    assert checked.returncode == 1
    assert "Traceback" not in checked.stderr


def test_jobs_are_listed_and_run_by_name(data: str) -> None:
    listed = dugnad("jobs", "--data", data)
    name = listed.stdout.splitlines()[1].split()[0]
    assert "never" in listed.stdout

    assert dugnad("jobs", "--run", name, "--data", data).returncode == 0
    assert "fine" in dugnad("jobs", "--data", data).stdout
    assert "no job “sing”" in dugnad("jobs", "--run", "sing", "--data", data).stderr


def test_followers_are_listed(data: str) -> None:
    assert "mirror" in dugnad("followers", "--data", data).stdout


def test_djangos_own_commands_are_reached(tmp_path: Path) -> None:
    done = dugnad("django", "--data", str(tmp_path), "showmigrations", "kit")

    assert done.returncode == 0, done.stderr
    assert (tmp_path / "keys").exists()
