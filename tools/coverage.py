"""How much of the code the tests reach: all tests but the heavy ones, on SQLite. Keeps the table in .check."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".check"
LEAST = 90
"""Percent below which the run fails."""


def main() -> int:
    """Run the tests under coverage; 1 if they fail or reach too little."""
    data = f"--data-file={KEPT / 'coverage'}"
    asked = ["-m", "pytest", "-q", "-n0", "-m", "not browser and not fault and not long and not spark"]
    run = [sys.executable, "-m", "coverage", "run", data, "--branch", "--source=dugnad", *asked]
    if subprocess.run(run, cwd=ROOT, check=False).returncode:
        return 1
    report = [sys.executable, "-m", "coverage", "report", data, "--omit=*/migrations/*", f"--fail-under={LEAST}"]
    done = subprocess.run(
        [*report, "--skip-covered", "--sort=cover"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    (KEPT / "coverage.txt").write_text(done.stdout)
    print(done.stdout)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
