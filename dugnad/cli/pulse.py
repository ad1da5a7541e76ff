"""`dugnad pulse report` and `dugnad pulse import`."""

from __future__ import annotations

import json
import os
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from dugnad.cli.command import Stop
from dugnad.cli.words import console, say
from dugnad.pulse.acts.unreadable import Unreadable
from dugnad.pulse.engine import run as engine
from dugnad.pulse.engine.backends import NoEngine
from dugnad.pulse.engine.json import as_json
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.scope import NothingThere
from dugnad.pulse.engine.windows import NoWindow, window_of
from dugnad.pulse.importing import NotImported, imported
from dugnad.pulse.importing.telling import cannot_show
from dugnad.pulse.report.page import written


def run(asked: Namespace) -> int:
    """Measure a table, or make one."""
    return report(asked) if asked.way == "report" else bring(asked)


def report(asked: Namespace) -> int:
    """Write the page and, beside it, the same for machines."""
    page = asked.out
    if page.suffix == ".json" or not page.parent.is_dir() or page.is_dir():
        raise Stop(f"{page}: the page goes into a folder that is there, and its name does not end in .json.")
    if page.suffix.lower() in {".csv", ".parquet"}:
        raise Stop(f"{page}: the page would take the place of a table of acts. Give it a name that ends in .html.")
    plain = page.with_suffix(".json")
    results = _measured(asked, asked.acts)
    other = _measured(asked, asked.compare) if asked.compare else None
    with _bar() as tell:
        tell("drawing the page", 1, 2)
        html = written(results, other, cannot=cannot_show(asked.acts))
    told = as_json(results) | ({"compared_with": as_json(other)} if other else {})
    _write(plain, json.dumps(told, allow_nan=False, ensure_ascii=False, indent=1) + "\n")
    _write(page, html)
    _tell(results)
    say(f"{page} is the report, {plain} the same for machines.")
    return 0


def bring(asked: Namespace) -> int:
    """Import, and tell what such a file can and cannot show."""
    try:
        with _bar() as tell:
            account = imported(
                asked.kind, asked.file, asked.out, progress=lambda done, of: tell("reading", done, max(done, of))
            )
    except NotImported as refused:
        raise Stop(str(refused)) from refused
    for line in account.lines():
        say(line)
    return 0


def _measured(asked: Namespace, acts: Path) -> Results:
    try:
        with _bar() as tell:
            return engine.measures(
                acts,
                window=window_of(asked.window),
                circle=asked.circle,
                seed=asked.seed,
                engine=asked.engine,
                progress=tell,
            )
    except (Unreadable, NoEngine, NoWindow) as refused:
        raise Stop(str(refused)) from refused
    except NothingThere as refused:
        raise Stop(f"{acts}: {refused}") from refused


def _tell(results: Results) -> None:
    start, end = results.window.start, results.window.end - timedelta(microseconds=1)
    members = f"{results.members:,} {'member' if results.members == 1 else 'members'}"
    acts = f"{results.acts:,} {'act' if results.acts == 1 else 'acts'}"
    say(f"{members}, {acts} from {start:%Y-%m-%d} to {end:%Y-%m-%d}.")
    for one in results.left_out:
        say(f"Left out: {one}")
    without = sum(one.value is None for one in results.measures.values())
    if without:
        say(f"Of {len(results.measures)} measures {without} have too little to go on, and say why.")


def _write(path: Path, text: str) -> None:
    """Whole or not at all."""
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(path)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise Stop(f"{path} cannot be written: {error.strerror}") from error


@contextmanager
def _bar() -> Iterator[engine.Progress]:
    """How far it is, where somebody looks; nothing in a file."""
    columns = TextColumn("    {task.description:<18}"), BarColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("")
        yield lambda what, at, of: shown.update(task, description=what, completed=at, total=of)
