"""`dugnad jobs`."""

from __future__ import annotations

from argparse import Namespace
from datetime import timedelta

from dugnad.cli.command import Stop
from dugnad.cli.words import console, say, table_of
from dugnad.kit import jobs


def run(asked: Namespace) -> int:
    """List the periodic jobs, or run one."""
    if asked.run:
        return _run_one(asked.run)
    table = table_of("job", "every", "last run", "took", "state")
    for job, last in jobs.last_runs():
        started = f"{last.started:%Y-%m-%d %H:%M} UTC" if last else "never"
        state = "" if not last else (f"failed {last.failures}×: {last.error}" if last.error else "fine")
        table.add_row(job.name, _spell(job.every), started, f"{last.seconds:.1f} s" if last else "", state)
    console.print(table)
    return 0


def _run_one(name: str) -> int:
    job = next((job for job in jobs.declared() if job.name == name), None)
    if job is None:
        raise Stop(f"There is no job “{name}”. `dugnad jobs` lists them.")
    last = jobs.run(job)
    say(f"{name}: {last.error or 'fine'} ({last.seconds:.1f} s)")
    return 1 if last.error else 0


def _spell(every: timedelta) -> str:
    minutes = int(every.total_seconds() // 60)
    if minutes % 1440 == 0:
        return f"{minutes // 1440} d"
    return f"{minutes // 60} h" if minutes % 60 == 0 else f"{minutes} min"
