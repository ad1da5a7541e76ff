"""The disk is full for a while: whoever reads goes on reading, whoever writes is told, and nothing is half there."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.surroundings import ROOT, environment

pytestmark = pytest.mark.fault
SIZE = "40m"
MOUNT = f'mount -t tmpfs -o size={SIZE},mode=0700 none "$0"'


def alone(script: str, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run a line of shell where a file system can be mounted that only it sees, and that goes when it ends."""
    return subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, str(folder), *words],
        cwd=ROOT,
        env=environment(folder, ""),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A folder where a small file system can be mounted."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    try:
        tried = alone(MOUNT, folder)
    except FileNotFoundError:
        pytest.skip("unshare is not installed (Debian: apt install util-linux)")
    if tried.returncode:
        pytest.skip(f"a file system of our own cannot be mounted here: {tried.stderr.strip()}")
    return folder


def test_a_full_disk_loses_nothing_and_is_over_when_there_is_room_again(small: Path) -> None:
    done = alone(f'{MOUNT} && exec "$1" -m tests.faults.full_disk "$0"', small, sys.executable)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["wrong"] == []
    assert set(told["read before"].values()) == {200}
    assert set(told["read"].values()) == {200}, told["read"]
    assert told["recovered"] <= 5
    assert told["kept"] > told["before"]
    assert told["turned away"] > 3
