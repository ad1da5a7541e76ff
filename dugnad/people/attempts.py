"""How often somebody may guess."""

from __future__ import annotations

from datetime import timedelta

from dugnad.kit.limits import give_back, spend

GUESSES = 5
IN = timedelta(minutes=15)
CODE_LASTS = timedelta(minutes=2)
"""Longer than a one-time code is good for, so that it is good for one time only."""


class Attempt:
    """One guess at a secret of `whom`. It counts from the beginning, so that many at once are no way round."""

    def __init__(self, whom: str) -> None:
        self.whom = whom

    def may_be_made(self) -> bool:
        """Counts the guess. False: too many were wrong lately, and this one is not looked at."""
        return spend(self.whom, most=GUESSES, per=IN)

    def was_right(self) -> None:
        """It was no guess, so it does not count."""
        give_back(self.whom, per=IN)


def first_use(whom: str, code: str) -> bool:
    """Has this one-time code not been used yet? Asking is using it."""
    return spend(f"code {whom} {code}", most=1, per=CODE_LASTS)
