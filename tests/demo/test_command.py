"""`dugnad demo` from the outside."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.commanding import ROOT, dugnad, environment


def test_nobody_acts_where_there_is_no_demo_movement(tmp_path: Path) -> None:
    refused = dugnad("demo", "--live", "--data", str(tmp_path))
    assert refused.returncode == 1
    assert "There is no demo movement" in refused.stderr


@pytest.mark.parametrize("size", [("--members", "0"), ("--days", "1"), ("--members", "1000000")])
def test_sizes_that_make_no_movement_are_refused(tmp_path: Path, size: tuple[str, str]) -> None:
    refused = dugnad("demo", *size, "--data", str(tmp_path))
    assert refused.returncode == 1
    assert "--members is 1 to" in refused.stderr


@pytest.mark.fault
def test_a_small_one_is_made_and_life_goes_on_until_told_to_stop(tmp_path: Path) -> None:
    made = dugnad("demo", "--members", "100", "--days", "30", "--seed", "5", "--data", str(tmp_path))
    assert made.returncode == 0, made.stderr
    assert "Demo movement: 100 members" in made.stdout
    kept = json.loads((tmp_path / "demo.json").read_text())
    assert (kept["seed"], kept["parameters"]["days"], kept["outcome"]["members"]) == (5, 30, 37)

    words = [sys.executable, "-m", "dugnad", "demo", "--live", "--speed", "100000", "--data", str(tmp_path)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment(), cwd=ROOT) as process:
        assert process.stdout
        assert any(" answers: " in said for said in process.stdout)
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
    assert process.returncode == 0
    assert "calls taken" in rest
