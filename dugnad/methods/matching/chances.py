"""The chance that somebody answers in time, and that enough of several do."""

from __future__ import annotations

from math import expm1, lgamma

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.matching.candidates import Prior


def posterior(answered: ArrayLike, called: ArrayLike, prior: Prior) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The two parameters of each member's Beta posterior, both above 0, in the shape of `answered`.

    Beta(rate x strength + answered, (1 - rate) x strength + called - answered): the conjugate posterior of a share
    (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4). Its mean is the member's own share drawn to the circle's.
    That a call which suited by f and was not answered counts as f is the same rule for the likelihood (1 - d)^f.
    """
    yes, calls = np.asarray(answered, np.float64), np.asarray(called, np.float64)
    return prior.rate * prior.strength + yes, (1 - prior.rate) * prior.strength + calls - yes


def chance(yes: ArrayLike, no: ArrayLike, fit: ArrayLike) -> NDArray[np.float64]:
    """The chance that each member answers in time a call that suits them by `fit`, 0 to 1; all of shape (m,).

    `yes`, `no`: of their posterior, above 0. `fit` scales how readily they answer, the rate: who answers a call that
    suits them with chance d answers this one with 1 - (1 - d)^fit (proportional hazards: Cox 1972, JRSS B 34:187). Over
    d ~ Beta(yes, no) that is 1 - B(yes, no + fit) / B(yes, no).
    """
    columns = (np.asarray(column, np.float64).tolist() for column in (yes, no, fit))
    return np.array([_chance(*one) for one in zip(*columns, strict=True)], np.float64)


def _chance(yes: float, no: float, fit: float) -> float:
    return -expm1(lgamma(no + fit) - lgamma(no) + lgamma(yes + no) - lgamma(yes + no + fit))


def at_least(needed: int, chances: ArrayLike) -> NDArray[np.float64]:
    """P(at least `needed` answers) from the first 1, 2, ... m people together; shape (m,), each from 0 to 1.

    `chances`: of each one to answer, 0 to 1, shape (m,), taken as independent. The count of answers is then Poisson
    binomial; its lower tail is kept by adding one person after the other (Hong 2013, Computational Statistics and Data
    Analysis 59:41, section 2), in m x needed steps. Raises ValueError for chances outside 0 to 1 or `needed` below 1.
    """
    each = np.asarray(chances, np.float64)
    if needed < 1 or each.ndim != 1 or not ((each >= 0) & (each <= 1)).all():
        raise ValueError("at least one answer is needed, and chances lie between 0 and 1")
    fewer = np.zeros(needed)
    fewer[0] = 1.0
    enough = np.empty(len(each))
    for person, chance in enumerate(each):
        stays = fewer * (1 - chance)
        stays[1:] += fewer[:-1] * chance
        fewer = stays
        enough[person] = 1 - fewer.sum()
    return enough.clip(0, 1)
