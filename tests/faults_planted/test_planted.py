"""A test that was never seen failing shows nothing. Each patch beside a test plants the fault that it is there for.

A patch is a file `tests/<where the test is>/faults/<what is planted>.patch`, as `git diff` writes it, whose first line
says which test has to fail:

    # fails: tests/elections/test_closing.py::test_ballots_are_forgotten
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tables import KEPT

ROOT = Path(__file__).resolve().parents[2]
PATCHES = sorted((ROOT / "tests").glob("**/faults/*.patch"))
NAMES = [str(path.relative_to(ROOT / "tests")) for path in PATCHES]
FAILS = re.compile(r"# fails: (tests/\S+\.py)::((?:\w+::)?(\w+)(?:\[.+\])?)\n")
FAILED = 1
"""What pytest returns when tests were run and failed; another number for a test that is not there or breaks."""


def git(*words: str, where: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", *words], cwd=where, capture_output=True, text=True, check=False)


def named(patch: Path) -> tuple[str, str, str]:
    """The file, the address in it and the function of the test that has to fail."""
    told = FAILS.match(patch.read_text())
    assert told, f"{patch.name} does not begin with the test that fails"
    return told[1], told[2], told[3]


@pytest.mark.parametrize("patch", PATCHES, ids=NAMES)
def test_the_fault_can_still_be_planted(patch: Path) -> None:
    file, _address, function = named(patch)
    assert f"def {function}(" in (ROOT / file).read_text()
    applied = git("apply", "--check", str(patch))
    assert applied.returncode == 0, applied.stderr


@pytest.mark.long
@pytest.mark.parametrize("patch", PATCHES, ids=NAMES)
def test_the_fault_is_found(patch: Path, tmp_path: Path) -> None:
    file, address, _function = named(patch)
    house = copied(tmp_path / "house")
    assert git("apply", str(patch), where=house).returncode == 0
    words = ["-m", "pytest", "-q", "-n0", "-p", "no:cacheprovider", f"{file}::{address}"]
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("DUGNAD_", "DJANGO_", "PYTEST_"))}
    run = subprocess.run(
        [sys.executable, *words],
        cwd=house,
        env=ours | {"PYTHONPATH": str(house)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == FAILED, run.stdout[-2000:]
    assert re.search(r"^FAILED ", run.stdout, re.MULTILINE), run.stdout[-2000:]


def copied(house: Path) -> Path:
    """All files of the project, also those not committed yet, in a repository of their own: patches apply to them."""
    for name in git("ls-files", "-z", "--cached", "--others", "--exclude-standard").stdout.split("\0"):
        if name and (ROOT / name).exists():
            target = house / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    if KEPT.exists():
        shutil.copytree(KEPT, house / ".check/tables")
    git("init", "--quiet", where=house)
    return house
