"""Whom acts at the doors of circles concern. `queries/told.py` has the words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dugnad.circles import acts as verbs
from dugnad.circles.enums import Openness, Role
from dugnad.circles.models import Membership
from dugnad.circles.queries import told, told_doors
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Hearer, Pace, register, toward


def connect() -> None:
    """Called once, when the app is ready."""
    at_once = toward(Pace.AT_ONCE)
    register(verbs.APPLIED, who=stewards, words=told.of_applications)
    register(verbs.ADMITTED, who=at_once, words=told.of_applications)
    register(verbs.DECLINED, who=at_once, words=told.of_applications)
    register(verbs.JOINED, who=stewards_and_whoever_brought_them, words=told.of_circles)
    register(verbs.ROLE_CHANGED, who=at_once, words=told.of_circles)
    register(verbs.SHUT, who=stewards_at_once, words=told_doors.of_circles)
    register(verbs.SLOWED, who=stewards_unless_by_one, words=told_doors.of_circles)
    register(verbs.WORD_RESTS, who=stewards, words=told_doors.of_words_that_rest)
    register(verbs.ENTRANCE_SHUT, who=operators_and_stewards, words=told_doors.of_the_entrance)
    register(verbs.VOUCHED, who=at_once, words=told.of_vouches)


def stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend the circles, in the digest. One query."""
    pairs = told.tending({act.circle for act in acts})
    return [Hearer(act, member, Pace.DIGEST) for act in acts for circle, member in pairs if circle == act.circle]


def stewards_and_whoever_brought_them(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Two queries."""
    yield from stewards(acts)
    yield from toward(Pace.DIGEST)(acts)


def stewards_at_once(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend the circles, now. One query."""
    return [Hearer(one.act, one.member, Pace.AT_ONCE) for one in stewards(acts)]


def stewards_unless_by_one(acts: Sequence[Act]) -> Iterable[Hearer]:
    """What the clock did, and no steward."""
    return stewards([act for act in acts if not act.actor])


def operators_and_stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Operators now; those who tend open circles, where strangers join, in the digest. Two queries."""
    operators = list(Member.objects.filter(is_active=True, is_operator=True).values_list("pk", flat=True))
    tending = Membership.objects.filter(role=Role.STEWARD, circle__openness=Openness.OPEN)
    others = set(tending.values_list("member", flat=True)) - set(operators)
    for act in acts:
        yield from (Hearer(act, member, Pace.AT_ONCE) for member in operators)
        yield from (Hearer(act, member, Pace.DIGEST) for member in sorted(others))
