"""Wilson's interval where people could not all be followed, or come several times: with the number they are worth."""

from __future__ import annotations

from dugnad.methods.shares import CONFIDENT, wilson


def between(value: float, error: float, *, n: int, groups: int) -> tuple[float, float]:
    """The 95 % interval of a share `value` with its standard `error`, from `n` in `groups` that stand by themselves.

    Wilson's, with value (1 - value)/error² in the place of the number of people (K. J. Rothman, Journal of Chronic
    Diseases 31 (1978) 557), which is `n` where everybody was followed; no more than that, and less by (z/t)² where
    groups are few (Korn and Graubard, Survey Methodology 24 (1998) 193). Without an error, at 0 and 1: the number
    of groups.
    """
    spread = value * (1 - value)
    worth = min(float(n), spread / error**2) if error > 0 and spread > 0 else float(groups)
    worth *= (CONFIDENT / students(groups - 1)) ** 2
    return wilson(value * worth, worth)


def students(freedom: int) -> float:
    """The 97.5 % quantile of Student's t with `freedom` from 3 on, to 0.01; below it is taken at 3.

    The normal quantile with the first four terms of its expansion in 1/freedom (Abramowitz and Stegun 1964, 26.7.5).
    """
    z, v = CONFIDENT, max(freedom, 3)
    terms: tuple[float, ...] = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(v) ** power for power, term in enumerate(terms, 1))
