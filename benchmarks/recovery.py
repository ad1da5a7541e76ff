"""Whether measures give back what invented histories were made with: true beside measured, with intervals.

    python -m benchmarks.recovery [--histories 20] [--members 200] [--write]

Each group of the contrast table is made as rows of acts, written as Parquet, and measured by the whole engine, as
`dugnad pulse report` does. With --write the tables in docs/measures/recovery.md are made anew.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from dugnad.methods.generated.group import Group, group
from dugnad.methods.generated.history import History
from dugnad.methods.generated.knobs import GROUPS
from dugnad.methods.pulse.following import Funnel
from dugnad.methods.shares import wilson
from dugnad.pulse.engine.results import Results
from dugnad.pulse.engine.run import measures
from dugnad.pulse.importing.writing import TYPES

PAGE = Path(__file__).parents[1] / "docs" / "measures" / "recovery.md"
BEGIN, END = "<!-- tables: python -m benchmarks.recovery --write -->", "<!-- end of tables -->"


@dataclass(frozen=True)
class Found:
    """One quantity of one history: what is `true`, and what was measured. None: not known, or too little data."""

    name: str
    true: float | None
    value: float | None
    low: float | None
    high: float | None

    @property
    def holds(self) -> bool | None:
        """Whether the interval holds the truth, where there are both."""
        if self.true is None or self.low is None or self.high is None:
            return None
        return self.low <= self.true <= self.high


def saved(history: History, out: Path) -> Path:
    """The history as a table of acts, Parquet."""
    columns = history.columns()
    pq.write_table(pa.table({name: pa.array(columns[name]).cast(kind) for name, kind in TYPES.items()}), out)
    return out


def measured(made: Group) -> Results:
    """All measures of a group."""
    with tempfile.TemporaryDirectory() as folder:
        return measures(saved(made.history, Path(folder) / "acts.parquet"))


def found(made: Group) -> list[Found]:
    """Each knob beside what is measured of it."""
    knobs, history, results = made.knobs, made.history, measured(made)
    asked, answers = int(history.of("asked").sum()), int(history.of("called").sum())
    return [
        _beyond(knobs.beyond, results),
        _of("recruited_share", knobs.recruited, results),
        _counted("asks put by name (counted)", knobs.named, answers, asked),
        _of("answered", knobs.answered, results),
        _of("time_to_answer", knobs.hours if knobs.answered > 0.5 else None, results),
        _of("overlap", knobs.both, results),
        _of("reciprocity", made.reciprocity, results),
        _of("division_people", made.division, results),
        _of("survival", knobs.lasts, results),
        _counted("pledges kept (counted)", knobs.kept, _sum(history, "pledge-kept"), _sum(history, "pledged")),
        _over_chance("coincidence", results),
        _over_chance("bursts", results),
    ]


def _sum(history: History, verb: str) -> int:
    return int(history.of(verb).sum())


def _of(measure: str, true: float | None, results: Results) -> Found:
    one = results.measures.get(measure)
    known = None if true is None or math.isnan(true) else true
    return Found(measure, known, *((one.value, one.low, one.high) if one else (None, None, None)))


def _over_chance(measure: str, results: Results) -> Found:
    """How much more than by chance; what is true of it follows from no single knob."""
    one = results.measures.get(measure)
    if one is None or one.value is None or one.null is None:
        return Found(f"{measure}, above chance", None, None, None, None)
    ends = (None if end is None else end - one.null for end in (one.low, one.high))
    return Found(f"{measure}, above chance", None, one.value - one.null, *ends)


def _beyond(true: float, results: Results) -> Found:
    funnel = results.measures["funnel"]
    steps = funnel.steps if isinstance(funnel, Funnel) else ()
    voice = next((step for step in steps if step.name == "voice"), None)
    told = (voice.value, voice.low, voice.high) if voice else (None, None, None)
    return Found("funnel (words or more in 30 days)", true, *told)


def _counted(name: str, true: float, k: int, n: int) -> Found:
    return Found(name, true, k / n, *wilson(k, n)) if n else Found(name, true, None, None, None)


def tables(histories: int, members: int) -> str:
    """Both tables: one history of each group, and all of them together."""
    runs = {
        name: [found(group(seed, knobs, n=members)) for seed in range(1, histories + 1)]
        for name, knobs in GROUPS.items()
    }
    head = "| | " + " | ".join(GROUPS) + " |\n| --- |" + " --- |" * len(GROUPS) + "\n"
    names = [one.name for one in next(iter(runs.values()))[0]]
    first = "".join(_row(name, [_one(of[0][place]) for of in runs.values()]) for place, name in enumerate(names))
    every = "".join(
        _row(name, [_all([one[place] for one in of]) for of in runs.values()]) for place, name in enumerate(names)
    )
    return (
        f"One history of each, {members} members: **true** → measured (interval).\n\n{head}{first}\n"
        f"{histories} histories of each: mean truth → mean of what was measured; how many intervals held the truth, of "
        f"how many.\n\n{head}{every}"
    )


def _row(name: str, cells: list[str]) -> str:
    return f"| `{name}` | " + " | ".join(cells) + " |\n"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"


def _one(one: Found) -> str:
    true = "" if one.true is None else f"**{one.true:.2f}** → "
    if one.value is None:
        return f"{true}too little data"
    return f"{true}{_number(one.value)} ({_number(one.low)} to {_number(one.high)})"


def _all(each: list[Found]) -> str:
    told = [one for one in each if one.value is not None]
    if not told:
        return "too little data"
    true = [one.true for one in told if one.true is not None]
    held = [one.holds for one in told if one.holds is not None]
    mean = _number(float(np.mean([one.value for one in told if one.value is not None])))
    before = f"**{np.mean(true):.2f}** → " if true else ""
    after = f"; {sum(held)} of {len(held)}" if held else ""
    few = f" ({len(told)} told)" if len(told) < len(each) else ""
    return f"{before}{mean}{after}{few}"


def main() -> None:
    """Print the tables, or put them into the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=20)
    parser.add_argument("--members", type=int, default=200)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    made = tables(asked.histories, asked.members)
    if not asked.write:
        print(made)
        return
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n\n{made}\n{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
