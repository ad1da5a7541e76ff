"""Approval voting for several seats, with ties broken by a lot that anybody can draw again.

Each voter approves of as many candidates as they trust. Those approved of by more than half of the voters are elected,
most approvals first, up to the number of seats. Source: Brams and Fishburn, "Approval Voting", American Political
Science Review 72 (1978), 831-847; the majority each one needs, and the lot, are ours.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

VERSION = "1"


@dataclass(frozen=True)
class Tally:
    """`approvals` by candidate, in the order of the result. `drawn`: those between whom the lot decided about a seat,
    in the order it drew them; empty where it was not needed."""

    voters: int
    seats: int
    approvals: Mapping[str, int]
    elected: tuple[str, ...]
    drawn: tuple[str, ...]
    version: str = VERSION


def lot(seed: str, candidate: str) -> str:
    """The lot of one candidate: SHA-256 of "seed candidate" in hexadecimal. The smaller one is drawn first."""
    return hashlib.sha256(f"{seed} {candidate}".encode()).hexdigest()


def count(ballots: Sequence[Collection[str]], candidates: Collection[str], *, seats: int, seed: str) -> Tally:
    """The result of `ballots`, each the candidates one voter approves of; names that do not stand are passed over.

    `seats` is at least 1, or `ValueError`. A candidate needs more than half of all ballots, empty ones included.
    """
    if seats < 1:
        raise ValueError("an election fills at least one seat")
    approvals = {one: sum(one in ballot for ballot in ballots) for one in candidates}
    order = sorted(approvals, key=lambda one: (-approvals[one], lot(seed, one)))
    trusted = [one for one in order if 2 * approvals[one] > len(ballots)]
    return Tally(
        voters=len(ballots),
        seats=seats,
        approvals={one: approvals[one] for one in order},
        elected=tuple(trusted[:seats]),
        drawn=_drawn(trusted, approvals, seats),
    )


def _drawn(trusted: Sequence[str], approvals: Mapping[str, int], seats: int) -> tuple[str, ...]:
    """Those with as many approvals as the last one elected, if one of them went without a seat."""
    if len(trusted) <= seats or approvals[trusted[seats]] != approvals[trusted[seats - 1]]:
        return ()
    return tuple(one for one in trusted if approvals[one] == approvals[trusted[seats]])
