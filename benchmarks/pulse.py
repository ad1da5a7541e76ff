"""What the pulse costs: the whole report on an invented Cause, and each descriptive measure beside a plain scan.

    python -m benchmarks.pulse [--members 1200000] [--acts 6000000] [--larger] [--seed 1]

One run: the acts are made and written as Parquet, all measures are computed, and for each descriptive one the time from
the numbered acts to the measure is set beside the time in which DuckDB reads the same columns of the file and makes a
number of each value (a mere greatest one it would know from the file's own summary). With --larger all of it again with
ten times as many members and acts, and the ratio.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.acts import write
from dugnad.pulse.acts.checking import checked, counting
from dugnad.pulse.acts.rows import rows_of
from dugnad.pulse.engine.backends import duckdb
from dugnad.pulse.engine.gathered import Gathered
from dugnad.pulse.engine.registry import MEASURES
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.run import measures
from dugnad.pulse.engine.scope import scope_of

WHAT = ("at", "actor", "verb", "effort", "relation")
DESCRIPTIVE = {
    **dict.fromkeys(("zero_share", "gini", "gini_active", "lorenz", "top_share", "theil", "tail"), WHAT),
    "funnel": WHAT,
    "time_to_work": WHAT,
    "overlap": (*WHAT, "toward"),
    **dict.fromkeys(("recruited_share", "recruited_nobody", "trees"), ("at", "actor", "verb", "toward")),
    "gave_nothing": WHAT,
    **dict.fromkeys(("time_to_answer", "answered", "completed"), (*WHAT, "cause", "object", "id")),
    "carry_over": ("at", "actor", "verb", "cause", "object", "id"),
}
"""Those that say what is there, without a null of shuffles; and the columns that each is made of."""
TIMES = 2
console = Console()


def fastest(work: Callable[[], object]) -> float:
    """The least of some runs, in seconds."""
    found = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        work()
        found.append(time.perf_counter() - begun)
    return min(found)


def peak() -> float:
    """The most memory this process has held, in GiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def whole(path: Path) -> tuple[float, Results]:
    """The whole report; prints what took how long."""
    begun = time.perf_counter()
    steps: list[tuple[str, float]] = []
    found = measures(path, progress=lambda what, _at, _of: steps.append((what, time.perf_counter() - begun)))
    took = time.perf_counter() - begun
    table = Table("step", "seconds", "value", title=f"{found.members:,} members, {found.acts:,} acts: {took:.1f} s")
    ends = [at for _, at in steps[1:]] + [took]
    for (what, at), end in zip(steps, ends, strict=True):
        one = found.measures.get(what)
        said = "" if one is None else f"{one.reason}" if one.value is None else f"{one.value:.4f}"
        table.add_row(what, f"{end - at:.2f}", said)
    console.print(table)
    return took, found


def beside_a_scan(path: Path) -> None:
    """Each descriptive measure, and how many times a scan of its columns it takes."""
    with tempfile.TemporaryDirectory() as folder:
        backend = duckdb(Path(folder))
        rows = rows_of(path, backend=backend, local=backend, folder=Path(folder))
        now = time.time_ns() // 1000
        scope = scope_of(counting(checked(rows.table, now)), window=None, circle=None, has_ids=rows.has_ids)
        acts = backend.read_parquet(path)
        table = Table("measure", "seconds", "scan", "ratio")
        scans: dict[tuple[str, ...], float] = {}
        for name, columns in DESCRIPTIVE.items():
            look = acts.agg(**{column: acts[column].hash().max() for column in columns})
            scan = scans.setdefault(columns, fastest(look.to_pyarrow) if columns not in scans else 0.0)
            ours = fastest(lambda name=name: MEASURES[name](Gathered(scope, 1)))  # type: ignore[misc]  # a plain default
            table.add_row(name, f"{ours:.2f}", f"{scan:.2f}", f"{ours / scan:.2f}")
        console.print(table)


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--members", type=int, default=1_200_000)
    parser.add_argument("--acts", type=int, default=6_000_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--larger", action="store_true", help="again with ten times as many")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "acts.parquet", members=asked.members, acts=asked.acts, seed=asked.seed)
        took, _found = whole(path)
        console.print(f"peak memory {peak():.1f} GiB, with making the acts")
        beside_a_scan(path)
        if asked.larger:
            larger = write(Path(folder) / "more.parquet", members=10 * asked.members, acts=10 * asked.acts, seed=2)
            longer, _more = whole(larger)
            beside_a_scan(larger)
            console.print(f"ten times as many: {longer / took:.1f} times as long; peak memory {peak():.1f} GiB")


if __name__ == "__main__":
    main()
