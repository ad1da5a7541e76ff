"""Runs the steps of tools/steps.py, tells how each went, and ends with what was skipped and how to enable it."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
import xml.etree.ElementTree as ET  # noqa: N817, RUF100  # the name everybody gives it
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rich.console import Console

from tools import long
from tools.steps import KEPT, ROOT, STEPS, Step, When

console = Console(highlight=False, soft_wrap=True)
TAIL = 60


class Outcome(StrEnum):
    """How a step went."""

    PASSED = "passed"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Done:
    """A step that was taken, or not."""

    step: Step
    outcome: Outcome
    seconds: float = 0
    words: str = ""


def main() -> int:
    """Run what was asked for; the exit code."""
    asked = arguments()
    how_far = When.LONG if asked.long else When.ALL if asked.all else When.ALWAYS
    KEPT.mkdir(exist_ok=True)
    steps = [step for step in STEPS if not asked.only or any(word.lower() in step.name.lower() for word in asked.only)]
    began = time.monotonic()
    done: list[Done] = []
    for _name, some in groupby(steps, key=lambda step: step.together or step.name):
        done += take_at_once(list(some), how_far, strict=asked.all or asked.long)
    summary(done, time.monotonic() - began)
    if asked.long:
        long.write([(one.step.name, one.outcome, one.seconds, one.words) for one in done])
    return 1 if any(one.outcome is Outcome.FAILED for one in done) else 0


def arguments() -> argparse.Namespace:
    """What is asked for on the command line."""
    parser = argparse.ArgumentParser(prog="./check", description="Everything a change must pass. Fast things first.")
    parser.add_argument("--all", action="store_true", help="fail where something would be skipped; add the fault tests")
    parser.add_argument("--long", action="store_true", help="as --all, with the long fault, coverage and load runs")
    parser.add_argument("--only", nargs="+", metavar="WORD", help="only steps with one of these words in their name")
    return parser.parse_args()


def take_at_once(steps: list[Step], how_far: When, *, strict: bool) -> list[Done]:
    """Take these side by side; one alone is heard while it runs, several only when they fail."""
    aloud = len(steps) == 1
    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(lambda step: take(step, how_far, strict=strict, aloud=aloud), steps))


def take(step: Step, how_far: When, *, strict: bool, aloud: bool) -> Done:
    """Take one step and say how it went."""
    if step.when > how_far:
        return Done(step, Outcome.SKIPPED, words=f"runs in ./check --{step.when.name.lower()}")
    if lacks := step.lacks():
        outcome = Outcome.FAILED if strict else Outcome.SKIPPED
        tell(Done(step, outcome, words=f"needs {lacks}"))
        return Done(step, outcome, words=f"needs {lacks}")
    if step.counts_tests:
        console.print(f"  [bold]{step.name}[/bold]")
    began = time.monotonic()
    passed, output = run(step, aloud=aloud and step.counts_tests)
    words = counted(step) if step.counts_tests else ""
    done = Done(step, Outcome.PASSED if passed else Outcome.FAILED, time.monotonic() - began, words)
    if not passed and output:
        console.print("\n".join(output.splitlines()[-TAIL:]), markup=False)
    tell(done)
    return done


def run(step: Step, *, aloud: bool) -> tuple[bool, str]:
    """Run the command of `step`: whether it went well, and what it said unless that was shown as it came."""
    environment = {**os.environ, **step.environment}
    (KEPT / f"{step.slug}.xml").unlink(missing_ok=True)
    finished = subprocess.run(
        step.command,
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=None if aloud else subprocess.PIPE,
        stderr=None if aloud else subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    output = finished.stdout or ""
    if not aloud:
        (KEPT / f"{step.slug}.log").write_text(output)
    return finished.returncode == 0, output


def counted(step: Step) -> str:
    """How many tests passed and how many were skipped, as pytest accounts for them."""
    account = next((word.partition("=")[2] for word in step.command if word.startswith("--junitxml=")), "")
    try:
        suites = ET.parse(account).getroot().iter("testsuite")  # noqa: S314, RUF100  # pytest wrote it a moment ago
    except (OSError, ET.ParseError):
        return "no account"
    sums = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)
    for suite in suites:
        for name in sums:
            sums[name] += int(suite.get(name, 0))
    failed = sums["failures"] + sums["errors"]
    passed = sums["tests"] - failed - sums["skipped"]
    told = [f"{passed} passed"]
    told += [f"{failed} failed"] if failed else []
    told += [f"{sums['skipped']} skipped"] if sums["skipped"] else []
    return ", ".join(told)


def tell(done: Done) -> None:
    """One line on a step."""
    mark = {Outcome.PASSED: "[green]✓[/green]", Outcome.FAILED: "[red]✗[/red]", Outcome.SKIPPED: "[yellow]–[/yellow]"}
    seconds = f"{done.seconds:6.1f} s" if done.seconds else " " * 8
    console.print(f"  {mark[done.outcome]} {done.step.name:<28} {seconds}  [dim]{done.words}[/dim]")


def summary(done: list[Done], seconds: float) -> None:
    """What passed, what was skipped and how to enable it, what failed."""
    by_outcome = {outcome: [one for one in done if one.outcome is outcome] for outcome in Outcome}
    minutes, rest = divmod(int(seconds), 60)
    console.print()
    console.print(
        f"  [green]Passed[/green]   {len(by_outcome[Outcome.PASSED])} of {len(done)} in {minutes} min {rest} s"
    )
    for one in by_outcome[Outcome.SKIPPED]:
        console.print(f"  [yellow]Skipped[/yellow]  {one.step.name}: {one.words}")
    for one in by_outcome[Outcome.FAILED]:
        said = one.words or f"see .check/{one.step.slug}.log"
        console.print(f"  [red]Failed[/red]   {one.step.name}: {said}")
    if not by_outcome[Outcome.FAILED]:
        console.print("  All is well." if not by_outcome[Outcome.SKIPPED] else "  All that ran is well.")


if __name__ == "__main__":
    sys.exit(main())
