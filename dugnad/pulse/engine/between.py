"""What passes between members: help, asks and answers, tasks, campaigns and gatherings."""

from __future__ import annotations

from functools import cached_property

import ibis
import numpy as np
from ibis.expr.types import Table

from dugnad.pulse.engine import asks, campaigns
from dugnad.pulse.engine.codes import HELPS, TOKEN
from dugnad.pulse.engine.fetching import Floats, Ints, floats, ints
from dugnad.pulse.engine.keeping import kept
from dugnad.pulse.engine.scope import Scope


class Between:
    """Arrays from the acts of one scope, each fetched when it is first asked for and once."""

    def __init__(self, scope: Scope, deeds: Table) -> None:
        self.scope = scope
        self.deeds = deeds

    @property
    def members(self) -> int:
        """How many there are in the scope."""
        return self.scope.members

    @cached_property
    def all_help(self) -> tuple[Ints, Ints, Floats]:
        """Giver, receiver and time of each help toward somebody, until the end of the window, in the order of time."""
        helping = self.deeds.filter((self.deeds.relation == HELPS) & self.deeds.toward.notnull())
        giver, receiver, at = ints(helping, "actor", "toward", "at")
        order = np.lexsort((receiver, giver, at))
        return giver[order], receiver[order], at[order] / 1e6

    @cached_property
    def help(self) -> tuple[Ints, Ints]:
        """Giver and receiver of each help in the window."""
        giver, receiver, at = self.all_help
        here = at >= self.scope.start / 1e6
        return giver[here], receiver[here]

    @cached_property
    def _asks(self) -> tuple[Table, Table]:
        put = kept(asks.asks_of(self.scope))
        return put, kept(asks.answers_of(self.scope, put))

    @cached_property
    def fates(self) -> dict[str, Floats]:
        """Of each ask: `at`, `asker`, `first`, `practical`, `emotional`, `withdrawn`, `confirmed`; NaN for never."""
        put, answers = self._asks
        found = asks.fates_of(self.scope, put, answers).order_by("ask")
        names = ("at", "asker", "first", "practical", "emotional", "withdrawn", "confirmed")
        columns = floats(found, *names)
        return {name: column if name == "asker" else column / 1e6 for name, column in zip(names, columns, strict=True)}

    @cached_property
    def answers(self) -> tuple[Ints, Ints]:
        """Ask and helper of each answer."""
        ask, helper = ints(self._asks[1].order_by("ask", "helper", "at"), "ask", "helper")
        return ask, helper

    @cached_property
    def tasks(self) -> tuple[Ints, Ints, Ints]:
        """Member, task and how often: a task is a verb that is more than a click."""
        here = self.deeds.filter(self.deeds.here & (self.deeds.effort != TOKEN))
        verbs = here.select("verb").distinct()
        verbs = verbs.select(name=verbs.verb, task=ibis.row_number().over(order_by=verbs.verb))
        counted = here.group_by("actor", "verb").agg(acts=here.count())
        found = counted.join(verbs, counted.verb == verbs.name).order_by("actor", "task")
        actor, task, acts = ints(found, "actor", "task", "acts")
        return actor, task, acts

    @cached_property
    def homes(self) -> Ints:
        """The circle in which each member acts most, as a number, -1 for none; shape (members,)."""
        acts = self.scope.acts.filter(self.scope.acts.circle.notnull())
        names = acts.select("circle").distinct()
        names = names.select(name=names.circle, number=ibis.row_number().over(order_by=names.circle))
        counted = acts.group_by("actor", "circle").agg(acts=acts.count())
        counted = counted.join(names, counted.circle == names.name)
        order = [counted.acts.desc(), counted.number]
        placed = counted.mutate(place=ibis.row_number().over(group_by="actor", order_by=order))
        actor, number = ints(placed.filter(placed.place == 0), "actor", "number")
        homes = np.full(self.members, -1, np.int64)
        homes[actor] = number
        return homes

    @cached_property
    def campaigns(self) -> tuple[Ints, Ints, Floats]:
        """Who took part in which campaign, and from when on."""
        found = campaigns.taking_part(self.scope).order_by("actor", "campaign")
        actor, campaign, at = ints(found, "actor", "campaign", "at")
        return actor, campaign, at / 1e6

    @cached_property
    def attended(self) -> tuple[Ints, Ints, Floats]:
        """Who was at which gathering, a row each; and when each gathering ended."""
        actor, gathering, ended = ints(
            campaigns.attended(self.scope).order_by("actor", "gathering"), "actor", "gathering", "ended"
        )
        ends = np.zeros(int(gathering.max()) + 1 if len(gathering) else 0)
        ends[gathering] = ended / 1e6
        return actor, gathering, ends
