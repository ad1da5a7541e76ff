"""Somebody who has every release there is, and takes them away from one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

import duckdb

from dugnad.pulse.taking.order import Scope

ALWAYS = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Did:
    """One act of a member, in a circle or in none."""

    actor: str
    circle: str
    at: datetime


@contextmanager
def table(acts: Sequence[Did]) -> Iterator[duckdb.DuckDBPyConnection]:
    """The acts as `dugnad.pulse.taking.table` has them."""
    with duckdb.connect() as base:
        base.execute("CREATE TABLE of_campaign (campaign VARCHAR, id BIGINT)")
        base.execute(
            'CREATE TABLE acts (id BIGINT, "at" TIMESTAMPTZ, actor VARCHAR, toward VARCHAR, circle VARCHAR, '
            "verb VARCHAR, by_member BOOL)"
        )
        base.executemany(
            "INSERT INTO acts VALUES (?, ?, ?, NULL, ?, 'asked', true)",
            [[number, one.at, one.actor, one.circle or None] for number, one in enumerate(acts)],
        )
        yield base


def found(acts: Sequence[Did], told: Sequence[Scope], until: datetime) -> set[frozenset[str]]:
    """Every group of one to nine people whose acts are what one release tells less others over the same stretch."""
    groups = set()
    for whole in told:
        inner = [one for one in told if one is not whole and not whole.circle]
        for begins in {ALWAYS, whole.begins, *whole.bounds}:
            alike = [one for one in inner if begins in {ALWAYS, one.begins, *one.bounds}]
            for some in range(len(alike) + 1):
                for taken_away in combinations(alike, some):
                    out = {one.circle for one in taken_away}
                    groups.add(_people(acts, whole.circle, out, begins, until))
    return {group for group in groups if 0 < len(group) < 10}


def _people(acts: Sequence[Did], circle: str, out: set[str], begins: datetime, until: datetime) -> frozenset[str]:
    return frozenset(
        one.actor
        for one in acts
        if begins <= one.at < until and one.circle not in out and (not circle or one.circle == circle)
    )
