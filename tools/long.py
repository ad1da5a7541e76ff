"""Writes docs/long-run.md: what the last ./check --long found, on which machine."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/long-run.md"
HEAD = ("| step | outcome | seconds | | when, and which commit |", "| --- | --- | ---: | --- | --- |")
OPENING = """# The last long run

`./check --long` writes this page. It takes some hours: 500 kills on each database, coverage, and the load of
`docs/benchmarks.md`.
"""


def write(done: Sequence[tuple[str, str, float, str]]) -> None:
    """Write the page from (step, outcome, seconds, words). A step that was not taken keeps the row it has."""
    today = f"{datetime.now(UTC):%Y-%m-%d}, {commit()}"
    fresh = {
        name: f"| {name} | {outcome} | {seconds:.0f} | {words} | {today} |" for name, outcome, seconds, words in done
    }
    rows = {name: row for name, row in kept().items() if name not in fresh} | fresh
    lines = [OPENING, f"{machine()}.", "", *HEAD, *rows.values()]
    coverage = ROOT / ".check/coverage.txt"
    if coverage.exists():
        total = coverage.read_text().strip().splitlines()[-1:]
        lines += ["", f"Coverage with branches: {' '.join(total)}"]
    PAGE.write_text("\n".join([*lines, ""]))


def kept() -> dict[str, str]:
    """The rows of the page, by the name of their step."""
    lines = PAGE.read_text().splitlines() if PAGE.exists() else []
    return {line.split("|")[1].strip(): line for line in lines if line.startswith("| ") and line not in HEAD}


def machine() -> str:
    """The machine in a few words."""
    gibibytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores, {gibibytes:.0f} GiB, {platform.system()}, Python {platform.python_version()}"


def commit() -> str:
    """The commit that was checked."""
    asked = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip() or "unknown"
