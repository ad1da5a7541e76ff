"""From a table of acts to all measures."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from ibis.backends import BaseBackend

from dugnad.methods.pulse.measured import Measured, Window
from dugnad.pulse.acts.checking import checked, counting
from dugnad.pulse.acts.left_out import LeftOut, Why
from dugnad.pulse.acts.repeated import without_repeated
from dugnad.pulse.acts.rows import Rows, rows_of
from dugnad.pulse.acts.scanning import say_which_is_damaged
from dugnad.pulse.acts.telling import told
from dugnad.pulse.engine import backends
from dugnad.pulse.engine.gathered import Gathered
from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.engine.parts import parts
from dugnad.pulse.engine.registry import MEASURES
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.scope import NothingThere, Scope, micros_of, scope_of

Progress = Callable[[str, int, int], None]
"""Told what is being done, as which of how many."""
READING, STEPS = "reading the acts", len(IDS) + 2


def measures(
    acts: Path,
    *,
    window: Window | timedelta | None = None,
    circle: str | None = None,
    seed: int = 0,
    engine: str | BaseBackend = "duckdb",
    now: datetime | None = None,
    progress: Progress | None = None,
) -> Results:
    """All measures of the table of acts at `acts`, a file or a folder of files: see acts/schema.py.

    `window` is the time looked at, up to `now`, or how long before the last act; without one, from the first act to the
    last.
    `circle`: only what was done there. Acts after `now` do not count. `engine` is one of `backends.ENGINES`, or a
    backend that stands already. The same acts and seed give the same numbers on every engine. Raises `Unreadable`,
    `NothingThere` and `NoEngine`, all with a message for people.
    """
    tell = progress or (lambda what, at, of: None)
    at = now or datetime.now(UTC)
    with tempfile.TemporaryDirectory(prefix="dugnad-pulse-") as made, _backend(engine, Path(made)) as backend:
        tell(READING, 0, STEPS)
        local = backend if backend.name == "duckdb" else backends.duckdb(Path(made))
        rows = rows_of(acts, backend=backend, local=local, folder=Path(made))
        try:
            number, left, scope = _looked(backend, rows, window, circle, at)
        except Exception:
            say_which_is_damaged(list(rows.read))
            raise
        gathered = Gathered(scope, seed)
        found = _all(gathered, tell)
        rings = gathered.grown.in_rings
        if rings:
            left = (*left, LeftOut(Why.BROUGHT_IN_A_RING, "toward", rings))
        return Results(
            source=acts.name,
            window=scope.window,
            circle=circle,
            members=scope.members,
            acts=int(scope.acts.filter(scope.acts.here).count().to_pyarrow().as_py()),
            rows=number,
            measures=found,
            parts=parts(gathered),
            left_out=left,
            seed=seed,
            engine="spark" if backend.name == "pyspark" else backend.name,
        )


@contextmanager
def _backend(engine: str | BaseBackend, folder: Path) -> Iterator[BaseBackend]:
    if not isinstance(engine, str):
        yield engine
        return
    backend = backends.spark() if engine == "spark" else backends.duckdb(folder)
    try:
        yield backend
    finally:
        backends.close(backend)


def _looked(
    backend: BaseBackend, rows: Rows, window: Window | timedelta | None, circle: str | None, now: datetime
) -> tuple[int, tuple[LeftOut, ...], Scope]:
    known = checked(rows.table, micros_of(now))
    number, left = told(rows, known)
    some, twice = without_repeated(rows, counting(known))
    left = (*left, *twice)
    try:
        begun = _begun(window, now) if isinstance(window, Window) else window
        return number, left, scope_of(some, window=begun, circle=circle, has_ids=rows.has_ids)
    except NothingThere as nothing:
        raise NothingThere(" ".join([str(nothing), *[f"Left out: {one}." for one in left]])) from None


def _begun(window: Window, now: datetime) -> Window:
    """As much of it as is over: of what is still to come nobody knows whether an ask will be answered."""
    if window.start >= now:
        raise NothingThere(f"The window begins on {window.start:%Y-%m-%d}, and that has not come yet.")
    return Window(window.start, min(window.end, now))


def _all(gathered: Gathered, tell: Progress) -> dict[str, Measured]:
    found = {}
    for number, name in enumerate(IDS):
        if name in MEASURES:
            tell(name, number + 1, STEPS)
            found[name] = MEASURES[name](gathered)
    tell("parts", STEPS - 1, STEPS)
    return found
