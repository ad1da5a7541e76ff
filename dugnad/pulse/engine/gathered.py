"""What the measures are made from, each fetched when it is first asked for and once."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from ibis.expr.types import Table

from dugnad.methods.pulse.forest import Forest, forest
from dugnad.methods.pulse.measured import Window
from dugnad.methods.pulse.spread import Spread
from dugnad.pulse.engine import spreads
from dugnad.pulse.engine.between import Between
from dugnad.pulse.engine.codes import HELPS, TOKEN
from dugnad.pulse.engine.deeds import deeds, first_comings
from dugnad.pulse.engine.fetching import Floats, Ints, ints
from dugnad.pulse.engine.growing import Grown, grown
from dugnad.pulse.engine.keeping import kept
from dugnad.pulse.engine.moments import Moments, moments
from dugnad.pulse.engine.scope import Scope


class Gathered:
    """Arrays from the acts of one scope. Members are places from 0 to `members` - 1, times seconds since 1970."""

    def __init__(self, scope: Scope, seed: int) -> None:
        self.scope = scope
        self.seed = seed

    @property
    def members(self) -> int:
        """How many there are in the scope."""
        return self.scope.members

    @property
    def window(self) -> Window:
        """The time that is looked at."""
        return self.scope.window

    @property
    def until(self) -> float:
        """The end of the window."""
        return self.scope.end / 1e6

    @property
    def since(self) -> float:
        """When the table begins."""
        return self.scope.since / 1e6

    @cached_property
    def comings(self) -> Table:
        """The first joining of each member."""
        return kept(first_comings(self.scope))

    @cached_property
    def joinings(self) -> int:
        """How many members joined, as far as the table tells."""
        return int(self.comings.count().to_pyarrow().as_py())

    @cached_property
    def deeds(self) -> Table:
        """What members did."""
        named = bool(self.comings.filter(self.comings.toward.notnull()).count().to_pyarrow().as_py())
        return deeds(self.scope, self.comings, named)

    @cached_property
    def each(self) -> Table:
        """How much each did in the window."""
        return kept(spreads.per_member(self.deeds))

    def spread(self, column: str) -> Spread:
        """How many members did how much of one kind: see `spreads.COUNTED`."""
        return spreads.spread_of(self.each, column, self.members)

    def counts(self, column: str) -> Floats:
        """How much each member did of one kind, most first."""
        return spreads.counts_of(self.each, column, self.members)

    @cached_property
    def grown(self) -> Grown:
        """Who came through whom."""
        return grown(self.comings, self.members)

    @cached_property
    def forest(self) -> Forest:
        """The same as a forest."""
        return forest(self.grown.recruiter)

    @cached_property
    def moments(self) -> Moments:
        """When each member came, acted and left."""
        return moments(self.scope, self.deeds)

    @cached_property
    def between(self) -> Between:
        """What passes between members."""
        return Between(self.scope, self.deeds)

    def _rows(self, table: Table) -> tuple[Ints, Floats]:
        actor, at = ints(table, "actor", "at")
        order = np.lexsort((at, actor))
        return actor[order], at[order] / 1e6

    @cached_property
    def all_acts(self) -> tuple[Ints, Floats]:
        """Who acted when, coming and going too, until the end of the window; by member, then time."""
        return self._rows(self.scope.acts)

    @cached_property
    def acts_here(self) -> tuple[Ints, Floats]:
        """Who did something more than a click in the window, and when; by member, then time."""
        return self._rows(self.deeds.filter(self.deeds.here & (self.deeds.effort != TOKEN)))

    @cached_property
    def helping_here(self) -> tuple[Ints, Floats]:
        """Who helped in the window, and when."""
        return self._rows(self.deeds.filter(self.deeds.here & (self.deeds.relation == HELPS)))
