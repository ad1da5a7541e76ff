"""Whom to call: a year of simulated circles under several ways of calling, and what choosing among a million costs.

    python -m benchmarks.matching [--seeds 12] [--processes 2] [--quick] [--only NAME]
    python -m benchmarks.matching --variants
    python -m benchmarks.matching --speed [--members 1000000]

Prints the tables of docs/benchmarks.md. The same seeds give the same tables. See benchmarks/circle.py for what is
assumed, and docs/how-it-works/matching.md for what follows.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import repeat
from statistics import median

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from benchmarks.callings import BestFit, BestRecord, Everyone, Ours, Random
from benchmarks.circle import Assumptions
from benchmarks.circle_year import Calling, Outcome, Year
from benchmarks.variants import VARIANTS, under_variant
from dugnad.methods.matching import Candidates, Prior, choose

BASE = Assumptions()
SCENARIOS: dict[str, Assumptions] = {
    "200 members": BASE,
    "12 members": replace(BASE, members=12, asks_per_week=1),
    "50 members": replace(BASE, members=50, asks_per_week=3),
    "2,000 members": replace(BASE, members=2000, asks_per_week=20),
    "8,500 members": replace(BASE, members=8500, asks_per_week=20),
    "half of the posts answered": replace(BASE, posted=0.5),
    "one in twenty answered": replace(BASE, posted=0.05),
    "no fatigue": replace(BASE, tires=False),
    "a post weighs a tenth of a call": replace(BASE, post_weighs=0.1),
    "a fifth misjudged": replace(BASE, misjudged=0.2),
    "a holiday nobody told of": replace(BASE, holiday=0.7),
    "one mood for all": replace(BASE, mood=1.0),
    "fit is all or nothing": replace(BASE, all_or_nothing=True),
    "the called wait for each other": replace(BASE, shared_call=0.5),
    "the name is not seen": replace(BASE, named=1.0),
    "crowds wait less (n^0.3)": replace(BASE, crowd=0.3),
    "nobody waits for anybody": replace(BASE, crowd=0.0, named=1.0),
    "members differ more": replace(BASE, spread=2.0),
    "two are needed": replace(BASE, needed=2),
    "four times the asks": replace(BASE, asks_per_week=40),
}
QUICK = ("200 members", "12 members")
FIRST_SEED = 100
"""The constants of the method were chosen on seeds below this."""
LARGE = 1000
"""Circles above this get a quarter of the seeds."""
SEES_POST = 0.5
"""Share of members who see an ask that is posted without their being told of it [guess]."""


@dataclass(frozen=True)
class Measured:
    """What came of one way of calling, one row for each seed and a column for each field of `Outcome`."""

    values: NDArray[np.float64]

    @classmethod
    def of_all(cls, found: Sequence[Outcome]) -> Measured:
        """One row for each outcome."""
        return cls(np.array([[getattr(one, field.name) for field in fields(Outcome)] for one in found]))

    def of(self, name: str) -> NDArray[np.float64]:
        """One field, shape (seeds,)."""
        column: NDArray[np.float64] = self.values[:, [field.name for field in fields(Outcome)].index(name)]
        return column


def outcome(assumed: Assumptions, seed: int, way: str, count: float) -> Outcome:
    """One year of one circle under the way of calling that is named; `count`: whom those call who call at once."""
    ways: Mapping[str, Callable[[], Calling]] = {
        "post to everyone": Everyone,
        "random": lambda: Random(count, seed),
        "best fit": lambda: BestFit(count, seed),
        "best fit and record": lambda: BestRecord(count, seed),
        "ours": lambda: Ours(seed, needed=assumed.needed),
        "ours, and posted": lambda: Ours(seed, needed=assumed.needed, posts=SEES_POST),
    }
    return Year(assumed, seed).under(ways[way]())


OTHERS = ("post to everyone", "random", "best fit", "best fit and record", "ours, and posted")


def measure(assumed: Assumptions, seeds: int, pool: ProcessPoolExecutor) -> dict[str, Measured]:
    """All ways of calling over the same circles, asks and luck; some at once are as many as ours calls on average."""
    years = range(FIRST_SEED, FIRST_SEED + max(2, seeds // 4 if assumed.members > LARGE else seeds))

    def under(way: str, count: float) -> Measured:
        return Measured.of_all(list(pool.map(outcome, repeat(assumed), years, repeat(way), repeat(count))))

    ours = under("ours", 0.0)
    count = float(ours.of("interruptions").mean())
    return {"ours": ours} | {way: under(way, count) for way in OTHERS}


def interval(values: NDArray[np.float64]) -> tuple[float, float]:
    """Mean and half the width of its 95 % interval (Student), over seeds; shape (seeds,), at least two."""
    half = student.ppf(0.975, len(values) - 1) * values.std(ddof=1) / np.sqrt(len(values))
    return float(values.mean()), float(half)


def percent(values: NDArray[np.float64], digits: int = 1) -> str:
    """Mean and half-width in percent."""
    mean, half = interval(100 * values)
    return f"{mean:.{digits}f} ± {half:.{digits}f}"


def table(found: Mapping[str, Measured]) -> Iterator[str]:
    """One row for each way of calling."""
    yield "| way | answered % | interruptions per ask | of posting % | Gini | helped % | lost % | in quiet hours % |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    posting = found["post to everyone"].of("interruptions")
    for way in sorted(found, key=[*OTHERS[:4], "ours", OTHERS[4]].index):
        one = found[way]
        mean, half = interval(one.of("interruptions"))
        cells = [way, percent(one.of("answered")), f"{mean:.2f} ± {half:.2f}"]
        cells += [f"{100 * (one.of('interruptions') / posting).mean():.1f}", f"{one.of('gini').mean():.2f}"]
        cells += [percent(one.of("helped")), percent(one.of("lost"), 2), f"{100 * one.of('night').mean():.0f}"]
        yield "| " + " | ".join(cells) + " |"


def verdict(name: str, found: Mapping[str, Measured]) -> str:
    """One row of the table of all scenarios: differences of the same seeds, and which part of the bar is reached."""
    ours, post, best = found["ours"], found["post to everyone"], found["best fit"]
    more, less, wider = (
        ours.of("answered") - post.of("answered"),
        ours.of("interruptions") / post.of("interruptions"),
        ours.of("helped") - best.of("helped"),
    )
    reached = [_not_below(more), float(less.mean()) <= 0.1, _above(wider)]
    cells = [name, percent(post.of("answered"), 0), percent(ours.of("answered"), 0), percent(more)]
    cells += [f"{ours.of('interruptions').mean():.1f}", f"{100 * less.mean():.1f}", percent(wider)]
    cells += [f"{100 * found['ours'].of(part).mean():.1f}" for part in ("forecast", "kept")]
    return "| " + " | ".join([*cells, " ".join("yes" if one else "NO" for one in reached)]) + " |"


def _not_below(difference: NDArray[np.float64]) -> bool:
    mean, half = interval(difference)
    return mean - half >= 0


def _above(difference: NDArray[np.float64]) -> bool:
    mean, half = interval(difference)
    return mean - half > 0


SUMMARY = (
    "| scenario | posting answered % | ours answered % | difference | our calls per ask | of posting % "
    "| helped, ours less best fit | said of first waves % | came true % | bar |",
    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
)


def evidence(names: Sequence[str], seeds: int, processes: int, weeks: int) -> None:
    """Print a table for each scenario and one of them all."""
    began, rows = time.monotonic(), []
    with ProcessPoolExecutor(processes) as pool:
        for name in names:
            found = measure(replace(SCENARIOS[name], weeks=weeks), seeds, pool)
            print(
                f"\n### {name} ({len(found['ours'].values)} seeds, {weeks} weeks)\n",
                *table(found),
                sep="\n",
                flush=True,
            )
            rows.append(verdict(name, found))
    print("\n### All\n", *SUMMARY, *rows, sep="\n")
    print(f"\n{time.monotonic() - began:.0f} s")


def variants(seeds: int, processes: int, weeks: int) -> None:
    """Print what comes of our way when a part of it is left out or changed."""
    hard = replace(BASE, posted=0.5)
    print("| ours | answered % | calls per ask | Gini | helped % | said of first waves % | came true % |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    with ProcessPoolExecutor(processes) as pool:
        for name in VARIANTS:
            years = range(FIRST_SEED, FIRST_SEED + seeds)
            found = pool.map(under_variant, repeat(replace(hard, weeks=weeks)), years, repeat(name))
            one = Measured.of_all(list(found))
            cells = [name, percent(one.of("answered")), f"{one.of('interruptions').mean():.2f}"]
            cells += [f"{one.of('gini').mean():.2f}", percent(one.of("helped"))]
            cells += [f"{100 * one.of(part).mean():.1f}" for part in ("forecast", "kept")]
            print("| " + " | ".join(cells) + " |", flush=True)


def crowd(members: int, kind: str) -> Candidates:
    """Many members to choose among: `mixed` in all respects, or all `alike` and never called."""
    rng = np.random.default_rng(1)
    alike = kind == "alike"
    called = np.zeros(members) if alike else rng.poisson(3, members).astype(float)
    return Candidates.of(
        key=rng.integers(2**64, size=members, dtype=np.uint64),
        fit=np.ones(members) if alike else rng.random(members),
        answered=rng.binomial(called.astype(int), 0.3),
        called=called,
        recent=np.zeros(members) if alike else rng.poisson(0.5, members),
        capacity=np.full(members, 2.0),
        days=np.full(members, np.inf) if alike else rng.exponential(30, members),
        quiet=np.zeros(members, bool) if alike else rng.random(members) < 0.3,
    )


def speed(most: int, rounds: int = 21) -> None:
    """Print what choosing costs beside sorting as many random numbers, in processor time, by turns in the same run."""
    rng = np.random.default_rng(2)
    print(
        "| members | kind | sort ms | check ms | choose ms | both to sort |\n| ---: | --- | ---: | ---: | ---: | ---: |"
    )
    for members in (size for size in (1_000, 10_000, 100_000, 1_000_000, most) if size <= most):
        for kind in ("mixed", "alike"):
            candidates, numbers = crowd(members, kind), rng.random(members)
            times = np.array([_once(candidates, numbers, rng) for _ in range(rounds)])
            ratio = median((times[:, 1] + times[:, 2]) / times[:, 0])
            sort, check, choice = 1000 * np.median(times, axis=0)
            print(f"| {members:,} | {kind} | {sort:.2f} | {check:.2f} | {choice:.2f} | {ratio:.1f} |")
        if members == most:
            break


def _once(candidates: Candidates, numbers: NDArray[np.float64], rng: np.random.Generator) -> tuple[float, float, float]:
    moments = [time.process_time()]
    for work in (
        lambda: np.sort(numbers),
        lambda: candidates.take(slice(None)),
        lambda: choose(candidates, Prior(), rng=rng),
    ):
        work()
        moments.append(time.process_time())
    sort, check, choice = np.diff(moments).tolist()
    return sort, check, choice


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seeds", type=int, default=12)
    parser.add_argument("--weeks", type=int, default=52)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--quick", action="store_true", help="two scenarios, two seeds, four weeks")
    parser.add_argument("--only", choices=SCENARIOS, help="one scenario")
    parser.add_argument(
        "--variants", action="store_true", help="our way with parts left out, where half of the posts are answered"
    )
    parser.add_argument("--speed", action="store_true")
    parser.add_argument("--members", type=int, default=1_000_000, help="with --speed")
    wished = parser.parse_args()
    if wished.speed:
        speed(wished.members)
    elif wished.variants:
        variants(wished.seeds, wished.processes, wished.weeks)
    elif wished.quick:
        evidence(QUICK, 2, 1, 4)
    else:
        evidence([wished.only] if wished.only else list(SCENARIOS), wished.seeds, wished.processes, wished.weeks)


if __name__ == "__main__":
    main()
