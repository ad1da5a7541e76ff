"""Which rows do not count, and why."""

from __future__ import annotations

import ibis
from ibis.expr.types import StringValue, Table

from dugnad.pulse.acts.left_out import Why
from dugnad.pulse.acts.schema import COMINGS, EFFORTS, RELATIONS

COLUMN_OF = {
    Why.NO_TIME: "at",
    Why.UNREADABLE_TIME: "at",
    Why.NO_TIME_ZONE: "at",
    Why.BEFORE_1970: "at",
    Why.NOT_YET: "at",
    Why.BY_NOBODY: "actor",
    Why.NO_VERB: "verb",
    Why.NO_EFFORT: "effort",
    Why.UNKNOWN_EFFORT: "effort",
    Why.UNKNOWN_RELATION: "relation",
    Why.UNREADABLE_AMOUNT: "amount",
    Why.NEGATIVE_AMOUNT: "amount",
    Why.TOWARD_ONESELF: "toward",
    Why.TWICE: "",
    Why.BROUGHT_BY_ONESELF: "toward",
    Why.BROUGHT_IN_A_RING: "toward",
}
"""The column in which each reason lies; empty: the whole row."""


def checked(table: Table, now: int) -> Table:
    """The rows with `why`: the first reason not to count a row, or null. `now`: microseconds since 1970."""
    oneself = table.actor == table.toward
    comes = table.verb.isin(COMINGS)
    why: StringValue = ibis.cases(
        (table.wrong.notnull(), table.wrong),
        (table.at.isnull(), Why.NO_TIME.value),
        (table.at < 0, Why.BEFORE_1970.value),
        (table.at > now, Why.NOT_YET.value),
        (table.actor.isnull(), Why.BY_NOBODY.value),
        (table.verb.isnull(), Why.NO_VERB.value),
        (table.effort.isnull(), Why.NO_EFFORT.value),
        (table.effort.notin(EFFORTS), Why.UNKNOWN_EFFORT.value),
        (table.relation.notnull() & table.relation.notin(RELATIONS), Why.UNKNOWN_RELATION.value),
        ((table.effort == "give") & (table.amount < 0), Why.NEGATIVE_AMOUNT.value),
        (oneself & ~comes & (table.relation.fill_null("none") != "none"), Why.TOWARD_ONESELF.value),
        (oneself & comes, Why.BROUGHT_BY_ONESELF.value),
        else_=ibis.null("string"),
    )
    return table.mutate(why=why, relation=table.relation.fill_null("none"))


STILL_COUNT = (Why.BROUGHT_BY_ONESELF,)
"""Rows that are told of and count all the same, otherwise than they were written."""


def counting(table: Table) -> Table:
    """Of the `checked` rows those that count."""
    some = table.filter(table.why.isnull() | table.why.isin([why.value for why in STILL_COUNT]))
    toward = ibis.ifelse(some.why == Why.BROUGHT_BY_ONESELF.value, ibis.null("string"), some.toward)
    return some.mutate(toward=toward).drop("why", "wrong")
