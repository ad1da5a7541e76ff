"""What share of the asks was answered within the hour, the day, the week."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from dugnad.methods.pulse.at_risk import at_risk
from dugnad.methods.pulse.followed import HOUR, followed
from dugnad.methods.pulse.measured import Measured, Reason, Window
from dugnad.methods.pulse.numbering import numbered
from dugnad.methods.pulse.within import Within, within

VERSION = "1"
HOURS = (1, 24, 168)
SHOWN = 24


@dataclass(frozen=True, kw_only=True)
class Answered(Measured):
    """`value` is the share of asks answered within a day; n is how many asks there were.

    `within`: the same by hours. `practical` and `emotional`: by the first answer of that kind alone.
    """

    within: dict[int, Within] = field(default_factory=dict)
    practical: dict[int, Within] = field(default_factory=dict)
    emotional: dict[int, Within] = field(default_factory=dict)


def answered(
    asked: ArrayLike,
    first: ArrayLike,
    withdrawn: ArrayLike | None = None,
    *,
    asker: ArrayLike | None = None,
    practical: ArrayLike | None = None,
    emotional: ArrayLike | None = None,
    until: float,
    window: Window | None = None,
) -> Answered:
    """Shares of asks answered within 1 hour, 24 hours, 7 days; moments in seconds (n,), nan for never.

    `first` is the first answer of either kind, `practical` and `emotional` the first of one. Asks still open count for
    as long as they could be followed; one `withdrawn` unanswered will not be answered (aalen_johansen). Asks of one
    `asker` count together. No `null`: an answer is no work of chance. Raises ValueError as followed does.
    """
    whose = None if asker is None else numbered(asker)[1]
    either = _by_hours(asked, first, withdrawn, whose, until)
    kinds = [{} if at is None else _by_hours(asked, at, withdrawn, whose, until) for at in (practical, emotional)]
    told = either[SHOWN]
    return Answered(
        measure="answered",
        version=VERSION,
        n=len(np.asarray(asked)),
        value=told.value,
        low=told.low,
        high=told.high,
        window=window,
        reason=told.reason,
        within=either,
        practical=kinds[0],
        emotional=kinds[1],
    )


def _by_hours(
    asked: ArrayLike, first: ArrayLike, withdrawn: ArrayLike | None, asker: ArrayLike | None, until: float
) -> dict[int, Within]:
    lives = followed(asked, first, withdrawn, until=until, unit=HOUR, of=asker)
    table = at_risk(lives.lasted, lives.ended)
    return {hours: within(lives, table, hours, nothing=Reason.NOTHING_DONE) for hours in HOURS}
