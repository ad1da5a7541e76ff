"""Rings: a few who thank almost only each other. Pairs in, sets out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection

SMALLEST, LARGEST = 2, 8
EACH_WAY = 3
"""So often each of a pair has thanked the other, and they hold together."""
OUTSIDE = 0.1
"""At most this share of a ring's thanks, given and got, goes over its edge."""
OTHERS = 3
"""So many others thank in the circle: in a circle of few everybody is a ring."""


def rings(thanks: Collection[tuple[str, str]]) -> list[frozenset[str]]:
    """`thanks`: pairs of who thanked and who was thanked, one for each time. The rings among them, by their members."""
    counts = Counter((by, toward) for by, toward in thanks if by != toward)
    everybody = {one for pair in counts for one in pair}
    found = [ring for ring in _held_together(counts) if SMALLEST <= len(ring) <= LARGEST]
    return sorted(
        (ring for ring in found if len(everybody - ring) >= OTHERS and _over_the_edge(ring, counts) <= OUTSIDE),
        key=sorted,
    )


def _held_together(counts: Counter[tuple[str, str]]) -> list[frozenset[str]]:
    near: dict[str, set[str]] = defaultdict(set)
    for (by, toward), times in counts.items():
        if min(times, counts.get((toward, by), 0)) >= EACH_WAY:
            near[by].add(toward)
    parts: list[frozenset[str]] = []
    seen: set[str] = set()
    for start in sorted(near):
        if start in seen:
            continue
        part, edge = {start}, [start]
        while edge:
            fresh = near[edge.pop()] - part
            part |= fresh
            edge.extend(fresh)
        seen |= part
        parts.append(frozenset(part))
    return parts


def _over_the_edge(ring: frozenset[str], counts: Counter[tuple[str, str]]) -> float:
    touching = {pair: times for pair, times in counts.items() if ring & set(pair)}
    over = sum(times for pair, times in touching.items() if not ring >= set(pair))
    return over / sum(touching.values())
