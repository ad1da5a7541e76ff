"""Whatever stands in a table, there is a report or a line that says why not: never a traceback, never NaN in JSON."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from dugnad.pulse.acts.schema import EFFORTS, RELATIONS
from dugnad.pulse.engine.backends import duckdb
from dugnad.pulse.engine.ids import IDS
from dugnad.pulse.engine.json import as_json
from dugnad.pulse.engine.run import measures
from dugnad.pulse.engine.scope import NothingThere
from tests.pulse.acts.making import Act, act, write_csv

START = datetime(2026, 3, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
VERBS = (
    "joined",
    "arrived",
    "left",
    "asked",
    "answered-emotional",
    "this-helped",
    "resolved",
    "ask-closed",
    "was-there",
)
VERBS = (*VERBS, "signed", "campaign-started", "brought", "sang")
BACKEND = duckdb()


def anything(seed: int) -> list[Act]:
    """Acts that have every shape the table allows, and some it does not, by few people or many, in hours or years."""
    rng = np.random.default_rng(seed)
    people, rows = int(rng.choice([1, 2, 3, 30, 120])), int(rng.choice([1, 5, 60, 600]))
    days = float(rng.choice([0.0, 0.01, 20.0, 900.0]))

    def some(*choices: object) -> object:
        return choices[int(rng.integers(len(choices)))]

    def one() -> Act:
        at = START - timedelta(days=float(rng.random()) * days)
        member = f"m{int(people * rng.random() ** 2)}"
        return act(
            str(some(at.isoformat(), at.isoformat(), at.replace(minute=0, second=0, microsecond=0).isoformat())),
            member,
            str(some(*VERBS)),
            str(some(*EFFORTS)),
            relation=some("", *RELATIONS),
            toward=some("", f"m{int(rng.integers(people))}"),
            circle=some("", "north", "south"),
            cause=some("", f"o{int(rng.integers(5))}"),
            object=some("", f"o{int(rng.integers(5))}"),
            amount=some("", 0, 3, 10**12),
        )

    return [one() for _ in range(rows)]


def is_sound(path: Path, seed: int) -> None:
    try:
        found = measures(path, engine=BACKEND, now=NOW, seed=seed, circle="north" if seed % 5 == 0 else None)
    except NothingThere as nothing:
        assert "circle “north”" in str(nothing) or "Left out" in str(nothing)  # noqa: PT017  # both ways out are right
        return
    assert tuple(found.measures) == IDS
    json.dumps(as_json(found), allow_nan=False)
    left = sum(one.count for one in found.left_out)
    assert found.acts <= found.rows
    assert found.circle or found.acts + left >= found.rows


@pytest.mark.parametrize("seed", [1, 5])
def test_a_few_tables(tmp_path: Path, seed: int) -> None:
    is_sound(write_csv(tmp_path / "acts.csv", anything(seed)), seed)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10, 110))
def test_many_tables(tmp_path: Path, seed: int) -> None:
    is_sound(write_csv(tmp_path / "acts.csv", anything(seed)), seed)
