"""Do many act, or few? The share of those who did nothing."""

from __future__ import annotations

from math import exp, log1p

from dugnad.methods.pulse.floors import without
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.spread import Spread
from dugnad.methods.shares import wilson

VERSION = "1"


def zero_share(spread: Spread, *, window: Window | None = None, measure: str = "zero_share") -> Measured:
    """Share of members who did nothing, with Wilson's interval. `null`: (1 - 1/n)^acts, None for amounts."""
    n = spread.n
    if n == 0:
        return without(measure, VERSION, 0, window, Reason.NOBODY)
    low, high = wilson(spread.zeros, n)
    null = exp(spread.total * log1p(-1 / n)) if spread.counted and n > 1 else None
    return Measured(
        measure=measure,
        version=VERSION,
        n=n,
        value=spread.zeros / n,
        low=low,
        high=high,
        null=null,
        window=window,
    )
