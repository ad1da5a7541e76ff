"""How much more often something happens in one state than in the other, each person compared with themselves alone."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray
from scipy.special import stdtrit

Floats = NDArray[np.float64]

STEPS = 50
CLOSE = 1e-9
FARTHEST = 2.0


@dataclass(frozen=True)
class Ratio:
    """The ratio of the two rates as `log`, with its standard `error` over `people`, who were in both states."""

    log: float
    error: float
    people: int

    @property
    def width(self) -> float:
        """Half of the 95 % interval of `log`, by Student's t with `people` - 1 degrees of freedom."""
        return float(stdtrit(max(self.people - 1, 1), 0.975)) * self.error


def ratio(events: Floats, exposure: Floats) -> Ratio | None:
    """The rate in state 1 over that in state 0, `events` in `exposure`, both of shape (people, periods, 2).

    A person's rate is their own constant x the period's x e^β in state 1. Given how much each did in all, the constants
    fall out, and what is left is multinomial: the conditional Poisson likelihood (Farrington, Biometrics 51 (1995) 228:
    self-controlled case series), solved by Newton's method; the error is clustered by person (sandwich). None where all
    events of those who were in both states lie in one of them. Nothing may happen where there is no exposure.
    """
    some = events.sum(axis=(1, 2)) > 0
    counts, weight = events[some], exposure[some]
    both = (weight.sum(axis=1) > 0).all(axis=1)
    in_state = counts[both].sum(axis=(0, 1))
    if not in_state.all():
        return None
    solved = np.zeros(counts.shape[1])
    for _ in range(STEPS):
        scores, information = _scores(counts, weight, solved)
        step = np.linalg.solve(information, scores.sum(axis=0))
        far = float(np.abs(step).max())
        if far < CLOSE:
            return _clustered(float(solved[0]), scores, np.linalg.inv(information).astype(np.float64), int(both.sum()))
        solved = solved + step * min(1.0, FARTHEST / far)
    return None


def _clustered(log: float, scores: Floats, bread: Floats, people: int) -> Ratio:
    meat = scores.T @ scores * people / max(people - 1, 1)
    return Ratio(log, sqrt(float((bread @ meat @ bread)[0, 0])), people)


def _scores(counts: Floats, weight: Floats, solved: Floats) -> tuple[Floats, Floats]:
    """Each person's score, shape (people, parameters), and the information; parameters: β, then periods 1, 2 …"""
    rates = np.concatenate([[0.0], solved[1:]])[:, None] + np.array([0.0, solved[0]])
    expected = weight * np.exp(rates)
    expected /= expected.sum(axis=(1, 2), keepdims=True)
    total = counts.sum(axis=(1, 2))
    means = np.column_stack([expected[:, :, 1].sum(axis=1), expected[:, 1:].sum(axis=2)])
    seen = np.column_stack([counts[:, :, 1].sum(axis=1), counts[:, 1:].sum(axis=2)])
    products = np.diag(total @ means)
    products[0, 1:] = products[1:, 0] = total @ expected[:, 1:, 1]
    return seen - total[:, None] * means, products - (means * total[:, None]).T @ means
