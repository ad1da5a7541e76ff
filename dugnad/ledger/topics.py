"""Pages that follow the ledger while they are open: which acts are news to them, and who may hear of it.

An app registers its pages in its `AppConfig.ready`; what carries the news to browsers (`dugnad.live`) reads from here.

    register(Topic("ask", Ask, reads_ask, related=("circle",), strands=(
        Strand("ask", {TOOK.code: "standing"}, Ask, reads_ask),
        Strand("answer", {ADDED.code: "answer"}, Answer, reads_answer, page="ask_id"),
    )))
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Model, Q, QuerySet
from django.utils.translation import get_language

from dugnad.kit.permission import Rule
from dugnad.kit.prepared import Prepared
from dugnad.ledger.bookmarks import bookmark
from dugnad.ledger.models import BEFORE_ALL, Act
from dugnad.ledger.reading import OldestRunning, Position
from dugnad.ledger.verbs import Verb

PREFIX = "/live/"
"""Where streams are found, before the name of the topic and the id of its object."""


@dataclass(frozen=True)
class Strand:
    """Acts about one kind of object, as news on a page.

    `verbs` says what the news is called, by verb code; other verbs are none. `rule` decides who may hear of an
    object. `page` is the attribute of the object that holds the id of what the page is about. `related` are the rows
    that the rule looks at.
    """

    about: str
    verbs: Mapping[str, str]
    model: type[Model]
    rule: Rule
    page: str = "pk"
    related: tuple[str, ...] = ()

    def acts_of(self, page_id: str) -> Q:
        """The acts of this strand that are news to one page."""
        objects: Any = page_id
        if self.page != "pk":
            objects = self.model._default_manager.filter(**{self.page: page_id}).values("pk")
            return Q(object_type=self.about, verb__in=self.verbs, object_id__in=objects)
        return Q(object_type=self.about, verb__in=self.verbs, object_id=objects)


@dataclass(frozen=True)
class Topic:
    """A kind of page. `model` and `rule` say what it is about and who may read it."""

    name: str
    model: type[Model]
    rule: Rule
    related: tuple[str, ...] = ()
    strands: tuple[Strand, ...] = ()


class AlreadyRegistered(Exception):
    """Two topics of one name."""


_topics: dict[str, Topic] = {}
_unsettling: set[str] = set()


def register(topic: Topic) -> None:
    """Let pages of this kind follow. Raises `AlreadyRegistered`."""
    if topic.name in _topics:
        raise AlreadyRegistered(topic.name)
    _topics[topic.name] = topic


def registered() -> Mapping[str, Topic]:
    """All topics by name."""
    return _topics


def unsettles(*verbs: Verb) -> None:
    """After acts like these somebody may no longer read what they have open."""
    _unsettling.update(verb.code for verb in verbs)


def is_unsettling(verb: str) -> bool:
    """Whether after an act with this verb code somebody may no longer read what they have open."""
    return verb in _unsettling


def _last() -> QuerySet[Act, tuple[int, int]]:
    readable = Act.objects.filter(transaction__lt=OldestRunning())
    return readable.order_by("-transaction", "-id").values_list("transaction", "id")[:1]


LAST = Prepared(_last)


def here() -> Position:
    """Just after the last act that can be read now, as `last_readable` says: by a prepared query, for pages."""
    rows = LAST.rows()
    return Position(*rows[0]) if rows else Position(BEFORE_ALL, 0)


def address(topic: str, page_id: str, position: Position) -> str:
    """Where the page about `page_id` finds its stream: what came after `position`, told in the page's language."""
    query = urlencode({"after": bookmark(position), "in": get_language() or ""})
    return f"{PREFIX}{topic}/{page_id}/?{query}"
