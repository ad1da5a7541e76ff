"""`dugnad demo`."""

from __future__ import annotations

import signal
import threading
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from dugnad.cli.command import Stop
from dugnad.cli.words import console, people_to_enter_as, say
from dugnad.demo import live, movement
from dugnad.demo.build import personas
from dugnad.demo.simulation import simulate
from dugnad.serve import first

MOST_MEMBERS, MOST_DAYS = 200_000, 3650


def run(asked: Namespace) -> int:
    """Make the demo movement where nobody lives yet and tell how to enter it, or let its people go on acting."""
    if not 1 <= asked.members <= MOST_MEMBERS or not 2 <= asked.days <= MOST_DAYS:
        raise Stop(f"--members is 1 to {MOST_MEMBERS}, --days 2 to {MOST_DAYS}.")
    return _live(asked) if asked.live else _make(asked)


def _make(asked: Namespace) -> int:
    first.migrate()
    if not first.lived_in():
        knobs = movement.parameters_for(members=asked.members, days=asked.days, kind=asked.kind)
        with _bar() as progress:
            first.make_demo(say, parameters=knobs, seed=asked.seed, progress=progress)
    if not personas():
        raise Stop("People already live in this data folder. Choose another one with --data.")
    people_to_enter_as(personas())
    return 0


@contextmanager
def _bar() -> Iterator[simulate.Progress]:
    """A bar where somebody looks; nothing in a file."""
    columns = TextColumn("    {task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as shown:
        task = shown.add_task("")
        yield lambda what, done, of: shown.update(task, description=what, completed=done, total=of)


def _live(asked: Namespace) -> int:
    if first.missing_steps() or not personas():
        raise Stop("There is no demo movement in this data folder, and nobody acts for people who are real.")
    stopping = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.set())
    say(f"Life goes on, {asked.speed:g} times as fast as elsewhere. Ctrl+C ends it.")
    told = live.run(stopping, speed=asked.speed, minutes=asked.minutes, say=say)
    say(f"{told.asks} asks, {told.answers} answers, {told.thanks} thanks, {told.calls} calls taken.")
    return 0
