"""Whom acts around elections concern. `queries/told` has the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dugnad.circles.queries.told import tending
from dugnad.elections import acts as verbs
from dugnad.elections.queries import told
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, register, register_news, toward


def connect() -> None:
    """Called once, when the app is ready."""
    register(verbs.ELECTION_OPENED, who=stewards, words=told.of_elections, broadcast=True)
    register(verbs.ELECTION_CLOSED, who=candidates, words=told.of_elections, broadcast=True)
    register(verbs.ELECTED, who=toward(Pace.AT_ONCE), words=told.of_elections)
    register(verbs.PROPOSED, who=toward(Pace.AT_ONCE), words=told.of_candidates)
    register(verbs.TERM_ENDING, who=stewards, words=told.of_terms, broadcast=True)
    register_news(told.new_elections)
    register_news(told.new_ends)


def stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend the circles; everybody else reads of it in the digest and on the circle's page. One query."""
    pairs = tending({act.circle for act in acts})
    return [Hearer(act, member, Pace.AT_ONCE) for act in acts for circle, member in pairs if circle == act.circle]


def candidates(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who stood. One query."""
    pairs = told.took_part([act.object_id for act in acts])
    return [Hearer(act, member, Pace.AT_ONCE) for act in acts for about, member in pairs if about == act.object_id]
