"""A history of acts with something in it for every measure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tests.pulse.acts.making import Act

START = np.datetime64("2026-01-01T00:00:00", "us")


def history(path: Path, *, members: int, acts: int, seed: int = 1) -> Path:
    """Write `acts` acts of `members` members over half a year as Parquet with ids: they join, most of them through
    others, ask, answer, thank, give, sign and gather, in two circles.
    """
    rng = np.random.default_rng(seed)
    joined = np.sort(rng.uniform(0, 60, members))
    brought_by = (rng.random(members) * np.arange(members)).astype(np.int64)
    rows: list[Act] = []
    for one in range(members):
        toward = _name(brought_by[one]) if one and rng.random() < 0.7 else None
        rows.append(_act(joined[one], one, "joined", "token", toward=toward))
    asks = [
        _act(rng.uniform(joined[one], 170), one, "asked", "voice", relation="asks", object=f"ask-{number}")
        for number, one in enumerate(rng.integers(members, size=acts // 8))
    ]
    rows += asks
    for number in rng.integers(len(asks), size=acts // 3):
        rows += _answer(rng, asks[number], int(members * rng.random() ** 2), members)
    for _ in range(acts // 20):
        rows.append(
            _act(rng.uniform(60, 175), int(rng.integers(members)), "gave", "give", amount=int(rng.integers(5000)))
        )
    for day in (80.75, 110.75, 140.75):
        there = rng.choice(members, members // 3, replace=False)
        rows += [_act(day, one, "was-there", "work", object=f"day-{day}", amount=90) for one in there.tolist()]
    while len(rows) < acts:
        signs = {"object": f"petition-{rng.integers(3)}"}
        rows.append(_act(rng.uniform(60, 175), int(members * rng.random() ** 3), "signed", "token", **signs))
    numbered = [{"id": number, **row} for number, row in enumerate(rows)]
    at = START + (np.array([row["at"] for row in numbered], np.float64) * 86_400e6).astype("timedelta64[us]")
    names = ("id", "actor", "verb", "effort", "relation", "toward", "circle", "object", "amount")
    columns = {name: pa.array([row.get(name) for row in numbered]) for name in names}
    cause = pa.array([_number(row.get("cause"), rows) for row in numbered], pa.int64())
    pq.write_table(pa.table({"at": pa.array(at, pa.timestamp("us", "UTC")), "cause": cause, **columns}), path)
    return path


def _name(one: int) -> str:
    return f"m{one:05}"


def _act(at: float, one: int, verb: str, effort: str, **more: object) -> Act:
    return {"at": at, "actor": _name(one), "verb": verb, "effort": effort, "circle": f"circle-{one % 2}", **more}


def _answer(rng: np.random.Generator, ask: Act, helper: int, members: int) -> list[Act]:
    """An answer, and often the word that it helped."""
    if _name(helper) == ask["actor"]:
        return []
    at = float(str(ask["at"])) + rng.exponential(0.4)
    verb = "answered-emotional" if rng.random() < 0.3 else "answered-practical"
    answer = _act(at, helper, verb, "work", relation="helps", toward=ask["actor"], cause=ask)
    if rng.random() < 0.5:
        return [answer]
    said = {"at": at + 0.1, "actor": ask["actor"], "verb": "this-helped", "effort": "voice", "relation": "thanks"}
    return [answer, {**said, "toward": _name(helper), "cause": answer}]


def _number(cause: object, rows: list[Act]) -> int | None:
    return None if cause is None else next(number for number, row in enumerate(rows) if row is cause)
