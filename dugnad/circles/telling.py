"""Whom acts at the doors of circles concern. `queries/told.py` has the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dugnad.circles import acts as verbs
from dugnad.circles.queries import told
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, register, toward


def connect() -> None:
    """Called once, when the app is ready."""
    at_once = toward(Pace.AT_ONCE)
    register(verbs.APPLIED, who=stewards, words=told.of_applications)
    register(verbs.ADMITTED, who=at_once, words=told.of_applications)
    register(verbs.DECLINED, who=at_once, words=told.of_applications)
    register(verbs.JOINED, who=stewards_and_whoever_brought_them, words=told.of_circles)
    register(verbs.ROLE_CHANGED, who=at_once, words=told.of_circles)
    register(verbs.VOUCHED, who=at_once, words=told.of_vouches)


def stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend the circles, in the digest. One query."""
    pairs = told.tending({act.circle for act in acts})
    return [Hearer(act, member, Pace.DIGEST) for act in acts for circle, member in pairs if circle == act.circle]


def stewards_and_whoever_brought_them(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Two queries."""
    yield from stewards(acts)
    yield from toward(Pace.DIGEST)(acts)
