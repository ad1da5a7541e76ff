"""Where nothing is told any more. docs/decisions/0009-what-a-pulse-may-tell.md says why."""

from __future__ import annotations

from dugnad.methods.pulse.measured import FEWEST_ACTIVE
from dugnad.methods.shares import FEWEST

__all__ = ["FEWEST", "FEWEST_ACTIVE", "LASTING"]

LASTING = frozenset({
    "recruited_share", "recruited_nobody", "gave_nothing", "trees", "survival", "carry_over", "funnel", "time_to_work",
})  # fmt: skip
"""Measures of who came, stayed and brought others: over all the time there is, up to the end of the lap."""
