"""Whom acts around asks concern. `queries/told` has the words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from dugnad.asks import acts as verbs
from dugnad.asks.models import Answer, Ask, LivingAuthor, Reservation
from dugnad.asks.queries import told
from dugnad.circles.enums import Role
from dugnad.circles.models import Membership
from dugnad.ledger.models import Act
from dugnad.people.telling import Hearer, Pace, register, register_news, toward


def connect() -> None:
    """Called once, when the app is ready."""
    at_once, in_digest = toward(Pace.AT_ONCE), toward(Pace.DIGEST)
    register(verbs.ASKED, words=told.of_asks, broadcast=True)
    register(verbs.TOOK, who=at_once, words=told.of_asks)
    register(verbs.HANDED_OVER, who=at_once, words=told.of_asks)
    register(verbs.RESOLVED, who=those_in_it, words=told.of_asks)
    register(verbs.CLOSED, who=those_in_it, words=told.of_asks)
    register(verbs.ROSE, who=stewards, words=told.of_asks)
    register(verbs.ANSWERED_PRACTICAL, who=at_once, words=told.of_answers)
    register(verbs.ANSWERED_EMOTIONAL, who=at_once, words=told.of_answers)
    register(verbs.ADDED, who=helpers, words=told.of_answers)
    register(verbs.THANKED, who=in_digest, words=told.of_answers)
    register(verbs.THANKED_FOR_ASKING, who=in_digest, words=told.of_asks)
    register(verbs.HELPED, who=in_digest, words=told.of_answers)
    register(verbs.WANTS_TO_READ, who=at_once, words=told.of_sealed_parts)
    register(verbs.LET_IN, who=at_once, words=told.of_sealed_parts)
    register(verbs.REFUSED, who=in_digest, words=told.of_sealed_parts)
    register(verbs.CALLED, who=at_once, words=told.of_calls)
    register(verbs.ACCEPTED, who=at_once, words=told.of_calls)
    register(verbs.HELD_PLACE, who=at_once, words=told.of_reservations)
    register(verbs.KEPT_PLACE, who=both_sides, words=told.of_reservations)
    register(verbs.RELEASED_PLACE, who=both_sides, words=told.of_reservations)
    register(verbs.DISTILLED, who=credited, words=told.of_living_answers)
    register_news(told.new_asks)
    register_news(told.new_living_answers)


def stewards(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those who tend the circles of these acts, at once. One query."""
    tending = Membership.objects.filter(circle__in={act.circle for act in acts}, role=Role.STEWARD)
    pairs = list(tending.values_list("circle_id", "member_id"))
    return [Hearer(act, member, Pace.AT_ONCE) for act in acts for circle, member in pairs if circle == act.circle]


def those_in_it(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Asker and helpers of an ask that has come to an end. Two queries."""
    asks = {act.object_id for act in acts}
    people: dict[str, set[str]] = {ask: set() for ask in asks}
    for ask, author in Ask.objects.filter(pk__in=asks, author__isnull=False).values_list("pk", "author_id"):
        people[ask].add(str(author))
    for ask, author in _authors(asks):
        people[ask].add(author)
    return [Hearer(act, member, Pace.DIGEST) for act in acts for member in people[act.object_id]]


def helpers(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of words that an asker adds: whoever holds the ask, at once; those who answered, in the digest. Two queries."""
    added = Answer.objects.filter(pk__in={act.object_id for act in acts})
    about = {pk: (ask, held_by) for pk, ask, held_by in added.values_list("pk", "ask_id", "ask__held_by_id")}
    authors = list(_authors({ask for ask, _held_by in about.values()}))
    for act in acts:
        ask, holder = about.get(act.object_id, ("", None))
        if holder:
            yield Hearer(act, holder, Pace.AT_ONCE)
        for answered, author in authors:
            if answered == ask and author != holder:
                yield Hearer(act, author, Pace.DIGEST)


def _authors(asks: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Pairs of an ask and somebody who answered it."""
    answers = Answer.objects.filter(ask__in=asks, by_asker=False, author__isnull=False)
    return [(ask, str(author)) for ask, author in answers.order_by().values_list("ask_id", "author_id").distinct()]


def both_sides(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Of a place: whoever offers it, and whoever held it. One query."""
    return _each(
        acts,
        lambda ids: [
            (pk, member)
            for pk, *members in Reservation.objects.filter(pk__in=ids).values_list(
                "pk", "by_id", "opening__offer__author_id"
            )
            for member in set(members)
        ],
        Pace.AT_ONCE,
    )


def credited(acts: Sequence[Act]) -> Iterable[Hearer]:
    """Those whose words a living answer draws on. One query."""
    rows = LivingAuthor.objects.filter(member__isnull=False)
    return _each(
        acts,
        lambda ids: [
            (pk, str(member)) for pk, member in rows.filter(living__in=ids).values_list("living_id", "member_id")
        ],
        Pace.DIGEST,
    )


def _each(acts: Sequence[Act], find: Callable[[set[str]], Iterable[tuple[str, str]]], pace: Pace) -> Iterable[Hearer]:
    pairs = list(find({act.object_id for act in acts}))
    return [Hearer(act, member, pace) for act in acts for about, member in pairs if about == act.object_id]
