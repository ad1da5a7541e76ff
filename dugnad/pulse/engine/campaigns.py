"""Who took part in which campaign, and who was at which gathering."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from dugnad.pulse.acts.schema import CAMPAIGN, PRESENT, SIGNED
from dugnad.pulse.engine.linking import keys_of, linked
from dugnad.pulse.engine.scope import Scope

DAY = 86_400_000_000
LONGEST = 24 * 60
"""Minutes that a day of a gathering may take, whatever somebody wrote."""


def taking_part(scope: Scope) -> Table:
    """The first act of each member in each campaign: `actor`, `campaign`, `at`; until the end of the window."""
    acts = scope.acts
    known = acts.filter(acts.verb.isin((CAMPAIGN, SIGNED)) & acts.object.notnull())
    named = known.group_by("object").agg(id=known.id.min(where=known.verb == CAMPAIGN))
    numbered = named.mutate(campaign=ibis.row_number().over(order_by="object"))
    found = linked(acts, keys_of(numbered, "campaign", has_ids=scope.has_ids), "campaign")
    return found.group_by("actor", "campaign").agg(at=found.at.min())


def attended(scope: Scope) -> Table:
    """Who was at a gathering in the window: `actor`, `name` of the gathering and its day, and when it `ended`.

    A gathering of several days is several; it ends as many minutes after the first came as the `amount` says.
    """
    acts = scope.acts.filter(scope.acts.here & (scope.acts.verb == PRESENT))
    named = acts.mutate(which=acts.cause.fill_null(acts.object), day=acts.at // DAY)
    named = named.filter(named.which.notnull())
    minutes = named.amount.fill_null(0).clip(0, LONGEST)
    ends = named.group_by("which", "day").agg(ended=named.at.min() + minutes.max() * 60_000_000)
    ends = ends.mutate(gathering=ibis.row_number().over(order_by=["which", "day"]))
    found = named.join(ends, ["which", "day"])
    return found.select("actor", "gathering", "ended").distinct()
