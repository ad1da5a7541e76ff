"""Asks, and what became of each: answered, closed, confirmed."""

from __future__ import annotations

import ibis
from ibis.expr.types import BooleanValue, Table

from dugnad.pulse.acts.schema import CLOSED, CONFIRMED, EMOTIONAL, OTHER_ASKS, RESOLVED
from dugnad.pulse.engine.codes import ASKS, HELPS, TOKEN
from dugnad.pulse.engine.linking import Keys, keys_of, linked
from dugnad.pulse.engine.scope import Scope


def is_ask(acts: Table) -> BooleanValue:
    """An ask for help: no click, no answer to another act, and nothing else that one can ask for in the ledger."""
    asks: BooleanValue = (acts.relation == ASKS) & (acts.effort != TOKEN) & acts.cause.isnull()
    return asks & acts.verb.notin(OTHER_ASKS)


def asks_of(scope: Scope) -> Table:
    """The asks that were put in the window, each with a number from 0 on, in the order of time."""
    acts = scope.acts.filter(scope.acts.here & is_ask(scope.acts))
    order = [acts.at, acts.actor, acts.id, acts.object]
    return acts.mutate(ask=ibis.row_number().over(order_by=order)).select("ask", "at", "id", "object", asker=acts.actor)


def answers_of(scope: Scope, asks: Table) -> Table:
    """The answers to `asks` by others than the asker: `ask`, `helper`, `at`, `emotional`, and `id` and `object`."""
    helping = scope.acts.filter(scope.acts.relation == HELPS)
    found = linked(helping, keys_of(asks, "ask", has_ids=scope.has_ids), "ask")
    put = asks.select("ask", "asker", asked="at")
    found = found.join(put, "ask")
    found = found.filter((found.actor != found.asker) & (found.at >= found.asked))
    return found.select("ask", "at", "id", "object", helper=found.actor, emotional=found.verb == EMOTIONAL)


def fates_of(scope: Scope, asks: Table, answers: Table) -> Table:
    """One row for each ask: `at`, `asker`, and when it was first answered (`first`, `practical`, `emotional`), closed
    or solved without an answer (`withdrawn`) and told to have helped (`confirmed`); null: not, or not yet.
    """
    keys = keys_of(asks, "ask", has_ids=scope.has_ids)
    first = answers.group_by("ask").agg(
        first=answers.at.min(),
        practical=answers.at.min(where=~answers.emotional),
        emotional=answers.at.min(where=answers.emotional),
    )
    ended = linked(scope.acts.filter(scope.acts.verb.isin((*CLOSED, RESOLVED))), keys, "ask")
    ended = ended.group_by("ask").agg(
        closed=ended.at.min(where=ended.verb.isin(CLOSED)), solved=ended.at.min(where=ended.verb == RESOLVED)
    )
    told = _confirmed(scope, asks, answers, keys)
    found = asks.left_join(first, "ask").drop("ask_right")
    found = found.left_join(ended, "ask").drop("ask_right").left_join(told, "ask").drop("ask_right")
    without = found.first.isnull()
    over = ibis.least(found.closed.fill_null(found.solved), found.solved.fill_null(found.closed))
    withdrawn = ibis.ifelse(without | (over < found.first), over, ibis.null("int64"))
    helped = ibis.ifelse(~without & (found.solved >= found.first), found.solved, ibis.null("int64"))
    confirmed = ibis.least(found.told.fill_null(helped), helped.fill_null(found.told))
    return found.select(
        "ask", "at", "asker", "first", "practical", "emotional", withdrawn=withdrawn, confirmed=confirmed
    )


def _confirmed(scope: Scope, asks: Table, answers: Table, keys: Keys) -> Table:
    """When the asker first said that an answer, or all of it, helped."""
    said = scope.acts.filter(scope.acts.verb == CONFIRMED)
    either = keys | keys_of(answers, "ask", has_ids=scope.has_ids)
    found = linked(said, either, "ask").join(asks.select("ask", "asker"), "ask")
    found = found.filter(found.actor == found.asker)
    return found.group_by("ask").agg(told=found.at.min())
