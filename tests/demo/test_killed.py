"""A first start that is killed while it makes the demo movement: the next one makes it whole."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.serve.commanding import ROOT, dugnad, environment

pytestmark = pytest.mark.fault
SIZE = ("--members", "150", "--days", "40")


def killed_while_they_come(data: Path) -> None:
    """Start `dugnad demo`, and kill it some moments after it began to play the story."""
    words = [sys.executable, "-m", "dugnad", "demo", *SIZE, "--data", str(data)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as process:
        assert process.stdout
        assert any("people come into" in said for said in process.stdout)
        time.sleep(0.8)
        process.kill()
    assert process.wait() < 0


def test_what_a_killed_start_began_the_next_one_completes(tmp_path: Path) -> None:
    killed_while_they_come(tmp_path)
    again = dugnad("demo", *SIZE, "--data", str(tmp_path))
    assert again.returncode == 0, again.stderr
    assert "Demo movement: 150 members" in again.stdout
    assert "nour" in again.stdout
    third = dugnad("demo", *SIZE, "--data", str(tmp_path))
    assert third.returncode == 0
    assert "Demo movement:" not in third.stdout
    assert "nour" in third.stdout
