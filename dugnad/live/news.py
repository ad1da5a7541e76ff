"""From acts to news: which open pages they concern, and who of those who have them open may hear of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from dugnad.kit.among import Among
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.reading import OldestRunning, Position
from dugnad.ledger.topics import Strand, Topic, registered
from dugnad.people.models import Member

Page = tuple[str, str]
"""The name of a topic and the id of its object."""
MOST_MISSED = 100
"""News a returning stream is told one by one; with more, the page is better fetched anew."""


@dataclass(frozen=True, slots=True)
class News:
    """One act on one page: `kind` tells which piece of it to fetch anew, `about` for which object."""

    page: Page
    position: Position
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """News, and the ids of the members who may hear of it."""

    news: News
    members: frozenset[str]


Watchers = Callable[[Page], Sequence[str]]
"""The ids of the members who have a page open."""


def deliveries(acts: Sequence[Act], watchers: Watchers) -> list[Delivery]:
    """What `acts` are to those who watch, in the order of the acts. A query a kind of object, and one a news."""
    found = _objects(acts)
    decided: dict[object, frozenset[str]] = {}
    told: list[Delivery] = []
    for act in acts:
        for topic, strand, thing in found.get((act.object_type, act.object_id), ()):
            news = _news(topic, strand, thing, act)
            if news is None or not (open_by := watchers(news.page)):
                continue
            private = (act.actor, act.toward) if act.audience == Audience.PRIVATE else None
            key = (topic.name, strand.about, thing.pk, private)
            if key not in decided:
                decided[key] = _who(strand, thing, open_by, private)
            if decided[key]:
                told.append(Delivery(news, decided[key]))
    return told


def missed(member: Member, page: Page, after: Position) -> list[News] | None:
    """The news on `page` since `after` that `member` may hear of, in order; None when it is too much to tell so."""
    topic = registered()[page[0]]
    concerns = Q()
    for strand in topic.strands:
        concerns |= strand.acts_of(page[1])
    since = Q(transaction__gt=after.transaction) | Q(transaction=after.transaction, id__gt=after.act)
    acts = Act.objects.filter(concerns, since, transaction__lt=OldestRunning()).order_by("transaction", "id")
    behind = list(acts[: MOST_MISSED + 1])
    if len(behind) > MOST_MISSED:
        return None
    return list(_visible(member, page, behind))


def _visible(member: Member, page: Page, acts: Sequence[Act]) -> Iterator[News]:
    readable: dict[tuple[str, str], bool] = {}
    found = _objects(acts)
    for act in acts:
        if act.audience == Audience.PRIVATE and member.person_key not in {act.actor, act.toward}:
            continue
        for topic, strand, thing in found.get((act.object_type, act.object_id), ()):
            key = (strand.about, thing.pk)
            if key not in readable:
                readable[key] = strand.rule.can(member, thing)
            news = _news(topic, strand, thing, act)
            if news and news.page == page and readable[key]:
                yield news


def _news(topic: Topic, strand: Strand, thing: Any, act: Act) -> News | None:
    kind = strand.verbs.get(act.verb)
    if kind is None:
        return None
    return News((topic.name, getattr(thing, strand.page)), Position(act.transaction, act.pk), kind, act.object_id)


Found = Mapping[tuple[str, str], list[tuple[Topic, Strand, Any]]]


def _objects(acts: Iterable[Act]) -> Found:
    """What the acts are about, by type and id, for each strand that takes it for news. One query a strand."""
    ids: dict[str, set[str]] = defaultdict(set)
    verbs: dict[str, set[str]] = defaultdict(set)
    for act in acts:
        ids[act.object_type].add(act.object_id)
        verbs[act.object_type].add(act.verb)
    found: dict[tuple[str, str], list[tuple[Topic, Strand, Any]]] = defaultdict(list)
    for topic in registered().values():
        for strand in topic.strands:
            if verbs[strand.about].isdisjoint(strand.verbs):
                continue
            things = strand.model._default_manager.filter(pk__in=ids[strand.about]).select_related(*strand.related)
            for thing in things:
                found[strand.about, thing.pk].append((topic, strand, thing))
    return found


def _who(strand: Strand, thing: Any, open_by: Sequence[str], private: tuple[str, str] | None) -> frozenset[str]:
    may = strand.rule.who(thing) & Q(is_active=True)
    if private:
        may &= Q(person_key__in=[key for key in private if key])
    return members_among(open_by, may)


def members_among(ids: Sequence[str], may: Q) -> frozenset[str]:
    """Those of the members with these `ids` for whom `may` holds. One query."""
    return frozenset(Member.objects.filter(may, pk__in=Among(ids)).values_list("pk", flat=True))
