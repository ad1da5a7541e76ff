"""What members did: their acts, without their coming and going, and with those whom they brought."""

from __future__ import annotations

import ibis
from ibis.expr.types import Table

from dugnad.pulse.acts.schema import LEFT
from dugnad.pulse.engine.codes import BRING, INVITES
from dugnad.pulse.engine.scope import Scope

BROUGHT = "brought"
KEPT = ("at", "actor", "toward", "verb", "effort", "relation", "circle", "cause", "object", "here", "amount")


def first_comings(scope: Scope) -> Table:
    """The first joining of each member who joined: `actor`, `at`, and `toward`, who brought them, or null."""
    comings = scope.acts.filter(scope.acts.comes)
    number = comings.agg(rows=comings.count(), members=comings.actor.nunique()).to_pyarrow().to_pylist()[0]
    if number["rows"] == number["members"]:
        return comings.select("actor", "at", "toward", "here")
    order = [comings.at, comings.toward.isnull(), comings.toward]
    placed = comings.mutate(place=ibis.row_number().over(group_by="actor", order_by=order))
    return placed.filter(placed.place == 0).select("actor", "at", "toward", "here")


def deeds(scope: Scope, comings: Table, named: bool) -> Table:
    """All that members did but for coming and going.

    Where joinings name who brought somebody (`named`), bringing is taken from them, and rows of effort `bring`, which
    tell the same once more, are not counted.
    """
    acts = scope.acts
    done = acts.filter(~acts.comes & (acts.verb != LEFT))
    if not named:
        return done.select(*KEPT)
    brought = comings.filter(comings.toward.notnull())
    told = brought.select(
        "at",
        actor=brought.toward,
        toward=brought.actor,
        verb=ibis.literal(BROUGHT),
        effort=ibis.literal(BRING).cast(done.effort.type()),
        relation=ibis.literal(INVITES).cast(done.relation.type()),
        circle=ibis.null("string"),
        cause=ibis.null("string"),
        object=ibis.null("string"),
        here=brought.here,
        amount=ibis.null("int64"),
    ).select(*KEPT)
    return done.filter(done.effort != BRING).select(*KEPT).union(told)
