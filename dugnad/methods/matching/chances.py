"""The chance that somebody answers in time, and that enough of several do."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from dugnad.methods.matching.candidates import Prior


def posterior(answered: ArrayLike, called: ArrayLike, prior: Prior) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The two parameters of each member's Beta posterior, both above 0, in the shape of `answered`.

    Beta(rate x strength + answered, (1 - rate) x strength + called - answered): the conjugate posterior of a share
    (Gelman et al., Bayesian Data Analysis, 3rd ed., 2.4). Its mean is the member's own share drawn to the circle's.
    """
    yes, calls = np.asarray(answered, np.float64), np.asarray(called, np.float64)
    return prior.rate * prior.strength + yes, (1 - prior.rate) * prior.strength + calls - yes


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
