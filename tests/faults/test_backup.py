"""A backup that is taken while members write: what comes back is one moment of it, not before the start."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.faults.server import wait_for
from tests.faults.surroundings import ROOT, environment
from tests.faults.test_kill import Trial, Witness

pytestmark = pytest.mark.fault
BACKUPS = 2
SOME = 40
MOST_SECONDS = 60
"""A backup of a young movement, on a machine that is busy with its members."""


def dugnad(data: Path, *words: str) -> str:
    """Run a command beside the server; what it said."""
    done = subprocess.run(
        [sys.executable, "-m", "dugnad", *words, "--data", str(data)],
        cwd=ROOT,
        env=environment(data, ""),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def has(crowd: Crowd, number: int) -> bool:
    """They have written so much that was acknowledged."""
    return len(crowd.kept) > number


@pytest.fixture
def trial(tmp_path: Path) -> Iterator[Trial]:
    trial = Trial(tmp_path, None, seed=3)
    yield trial
    trial.close()


def test_what_was_kept_before_a_backup_is_in_it_and_nothing_is_half_there(trial: Trial, tmp_path: Path) -> None:
    crowd = trial.crowd
    crowd.loose()
    for number in range(BACKUPS):
        known = len(crowd.kept)
        enough = known + SOME
        wait_for(partial(has, crowd, enough), "members who write", trial.server.said)
        with crowd.lock:
            before = json.loads(json.dumps(vars(crowd.kept)))
        begun = time.monotonic()
        sealed, key, back = tmp_path / f"{number}.dugnadbackup", tmp_path / "key", tmp_path / f"back-{number}"
        dugnad(trial.server.data, "backup", str(sealed), "--key", str(key))
        assert time.monotonic() - begun < MOST_SECONDS
        assert len(crowd.kept) > enough, "nobody wrote meanwhile"
        dugnad(back, "restore", str(sealed), "--key", str(key))
        witness = Witness(back, "")
        try:
            assert witness.finds("agree") == []
            assert witness.finds("kept", **before) == []
            assert witness.finds("mirrored") == []
        finally:
            witness.close()
    crowd.hold()
    assert trial.witness.finds("agree") == []
