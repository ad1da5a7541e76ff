"""Invented groups with known truth: a clicktivist cause, a mutual-support group, a swarm, an assembly, a commons."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dugnad.methods.generated.answering import HELPED, Asked, answer
from dugnad.methods.generated.coming import Members, come
from dugnad.methods.generated.forests import Ints
from dugnad.methods.generated.history import Floats, History, Rows
from dugnad.methods.generated.knobs import Knobs
from dugnad.methods.generated.working import pledge, work

DAYS = 240.0


@dataclass(frozen=True, eq=False)
class Group:
    """`history`, made with `knobs`; and what measures should find in it.

    `reciprocity`: ρ of the expected help. `division`: mutual information of members and tasks over that of tasks.
    Both are expected of these members with their number of asks and tasks; NaN where there is no such thing.
    """

    knobs: Knobs
    history: History
    reciprocity: float
    division: float


def group(seed: int, knobs: Knobs, *, n: int = 200, days: float = DAYS) -> Group:
    """A group of `n` members, followed for `days` days, of which they come in the first 120. ValueError below 2."""
    if n < 2 or days <= 130:
        raise ValueError("a group has two members, and they are followed beyond the four months in which they come")
    rng = np.random.default_rng(seed)
    rows = Rows(n)
    members = come(rng, knobs, n, days, rows)
    asked = answer(rng, knobs, members, days, rows)
    tasks = work(rng, knobs, members, days, rows)
    pledges = pledge(rng, knobs, members, rows)
    doing = _doing(knobs, asked, tasks, pledges, members)
    return Group(knobs, rows.history(), _rho(asked.helping), _division(doing))


def _doing(knobs: Knobs, asked: Asked, tasks: Floats, pledges: Ints, members: Members) -> Floats:
    """How often each member (row) is expected to do each thing that is more than a click (column)."""
    others = [
        members.active,
        members.brings,
        asked.asks,
        asked.answers / 2,
        asked.answers / 2,
        asked.helping.sum(0) * HELPED,
    ]
    return np.column_stack([*others, pledges, pledges * knobs.kept, tasks]).astype(np.float64)


def _rho(helping: Floats) -> float:
    """(r - <r>) / (1 - <r>), r the share of help that is returned, <r> the same with help going to any who are helped

    (Squartini et al., Sci Rep 3 (2013) 2729); each expected, when help comes by Poisson's law.
    """
    some = (helping.sum(0) + helping.sum(1)) > 0
    helping = helping[np.ix_(some, some)]
    total = helping.sum()
    if not total:
        return float("nan")
    by_chance = np.outer(helping.sum(1), helping.sum(0)) / total
    np.fill_diagonal(by_chance, 0)
    found, chance = (float(_least(one).sum() / one.sum()) for one in (helping, by_chance))
    return (found - chance) / (1 - chance) if chance < 1 else float("nan")


def _least(rates: Floats) -> Floats:
    """The expected smaller one of two Poisson numbers with `rates` and its transpose: sum of P(X >= k) P(Y >= k)."""
    least, term, above = np.zeros_like(rates), np.exp(-rates), 1 - np.exp(-rates)
    for k in range(1, 1000):
        least += above * above.T
        if above.max() < 1e-9:
            break
        term = term * rates / k
        above = np.maximum(above - term, 0.0)
    return least


def _division(doing: Floats) -> float:
    """I(people; tasks) / H(tasks) (Gorelick et al., Am. Nat. 164 (2004) 677)."""
    p = doing[doing.sum(1) > 0][:, doing.sum(0) > 0]
    if min(p.shape) < 2:
        return float("nan")
    p = p / p.sum()
    people, tasks = p.sum(1, keepdims=True), p.sum(0, keepdims=True)
    some = p > 0
    mutual = float((p[some] * np.log((p / (people * tasks))[some])).sum())
    return mutual / float(-(tasks * np.log(tasks)).sum())
