"""Whom it concerns: everybody in the circle. `queries/told` has the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dugnad.circles.enums import Role, Standing
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, register
from dugnad.quorum import acts as verbs
from dugnad.quorum.models import Farewell
from dugnad.quorum.queries import told


def connect() -> None:
    """Called once, when the app is ready."""
    for verb in (verbs.PROPOSED, verbs.CARRIED_OUT):
        register(verb, who=everybody(Pace.AT_ONCE), words=told.of_proposals)
    for verb in (verbs.WITHDRAWN, verbs.EXPIRED):
        register(verb, who=everybody(Pace.DIGEST), words=told.of_proposals)
    for verb in (verbs.PAUSED, verbs.UNPAUSED):
        register(verb, who=everybody(Pace.DIGEST), words=told.of_pauses)
    for verb in (verbs.TO_BE_DELETED, verbs.KEPT_AFTER_ALL):
        register(verb, who=everybody(Pace.AT_ONCE), words=told.of_deletions)
    register(verbs.EXPORTED, who=everybody(Pace.AT_ONCE), words=told.of_deletions)
    register(verbs.DELETED, who=who_were_in_it, words=told.of_farewells)
    register(verbs.KEY_MADE, who=stewards, words=told.of_keys)
    register(verbs.REFUSED, who=stewards_later, words=told.of_proposals)


def everybody(pace: Pace) -> Callable[[Sequence[Act]], Iterable[Hearer]]:
    """Everybody in the circle: this is for all to know, as little else is. One query."""

    def who(acts: Sequence[Act]) -> Iterable[Hearer]:
        return _inside(acts, pace)

    return who


def stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend it. One query."""
    return _inside(acts, Pace.AT_ONCE, role=Role.STEWARD)


def stewards_later(acts: Sequence[Act]) -> Iterable[Hearer]:
    """The same, in the digest. One query."""
    return _inside(acts, Pace.DIGEST, role=Role.STEWARD)


def _inside(acts: Sequence[Act], pace: Pace, **facts: str) -> list[Hearer]:
    rows = Membership.objects.filter(circle__in={act.circle for act in acts}, standing=Standing.ACTIVE, **facts)
    pairs = list(rows.values_list("circle", "member"))
    return [Hearer(act, member, pace) for act in acts for circle, member in pairs if circle == act.circle]


def who_were_in_it(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who were in a circle when it was deleted. One query."""
    pairs = list(Farewell.objects.filter(circle__in={act.circle for act in acts}).values_list("circle", "member"))
    return [Hearer(act, member, Pace.AT_ONCE) for act in acts for circle, member in pairs if circle == act.circle]
