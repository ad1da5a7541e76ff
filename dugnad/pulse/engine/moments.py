"""When each member came, first did something, and left."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from ibis.expr.types import Table

from dugnad.pulse.engine.codes import BRING, GIVE, TOKEN, VOICE, WORK
from dugnad.pulse.engine.fetching import Floats, by_member
from dugnad.pulse.engine.scope import Scope


@dataclass(frozen=True, eq=False)
class Moments:
    """Seconds since 1970, NaN for never; all of shape (members,).

    `came` is the first act of any kind, joining or another. `first` has the first click, words, work and bringing
    after that; gifts count as work. `worked`: the first of work, bringing and giving. `left`: left for good.
    """

    came: Floats
    first: dict[str, Floats]
    worked: Floats
    left: Floats


def moments(scope: Scope, deeds: Table) -> Moments:
    """From all acts until the end of the window."""
    came, left = _came_and_left(scope)
    first = deeds.group_by("actor").agg(
        token=deeds.at.min(where=deeds.effort == TOKEN),
        voice=deeds.at.min(where=deeds.effort == VOICE),
        work=deeds.at.min(where=deeds.effort.isin((WORK, GIVE))),
        bring=deeds.at.min(where=deeds.effort == BRING),
    )
    names = ("token", "voice", "work", "bring")
    firsts = dict(zip(names, (one / 1e6 for one in by_member(first, scope.members, *names)), strict=True))
    return Moments(came=came, first=firsts, worked=np.fmin(firsts["work"], firsts["bring"]), left=left)


def _came_and_left(scope: Scope) -> tuple[Floats, Floats]:
    """Nobody has left who did anything afterwards; where nobody did, it is not looked for in every row."""
    acts = scope.acts
    leaving = acts.filter(scope.leaves(acts))
    (came,) = by_member(acts.group_by("actor").agg(came=acts.at.min()), scope.members, "came")
    if not leaving.count().to_pyarrow().as_py():
        return came / 1e6, np.full(scope.members, np.nan)
    last = acts.group_by("actor").agg(last=acts.at.max())
    ends = leaving.group_by("actor").agg(left=leaving.at.max()).join(last, "actor")
    (left,) = by_member(ends.filter(ends.left == ends.last), scope.members, "left")
    return came / 1e6, left / 1e6
