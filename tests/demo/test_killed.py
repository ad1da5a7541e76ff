"""A first start that is killed while it makes the demo movement: the next one makes it whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.commanding import ROOT, dugnad, environment

pytestmark = pytest.mark.fault


def killed_at(line: str, data: Path) -> None:
    """Start `dugnad demo`, and kill it once it has said `line`."""
    words = [sys.executable, "-m", "dugnad", "demo", "--data", str(data)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as process:
        assert process.stdout
        for said in process.stdout:
            if line in said:
                break
        process.kill()
    assert process.wait() < 0


@pytest.mark.parametrize("line", ["people come into", "asks"])
def test_what_a_killed_start_began_the_next_one_completes(line: str, tmp_path: Path) -> None:
    killed_at(line, tmp_path)
    again = dugnad("demo", "--data", str(tmp_path))
    assert again.returncode == 0, again.stderr
    assert "Demo movement: 63 members" in again.stdout
    assert "nour" in again.stdout
    third = dugnad("demo", "--data", str(tmp_path))
    assert third.returncode == 0
    assert "members (" not in third.stdout
    assert "nour" in third.stdout


def test_the_demo_is_known_again_when_only_the_note_of_it_was_lost(tmp_path: Path) -> None:
    assert dugnad("demo", "--data", str(tmp_path)).returncode == 0
    for note in ("begun", "demo.json"):
        (tmp_path / note).unlink()
    again = dugnad("demo", "--data", str(tmp_path))
    assert again.returncode == 0, again.stderr
    assert "nour" in again.stdout
    assert "members (" not in again.stdout
