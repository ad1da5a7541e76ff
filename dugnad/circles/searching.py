"""Search over what one may read, whichever app keeps it. An app that has words to be found names its kinds when it is
ready, and puts each of its things into the index (`dugnad.kit.fulltext`), with its circle as the scope, or `EVERYBODY`:

    register("task", _("Task"), find)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from dugnad.circles.models import Circle
from dugnad.circles.rules import stands
from dugnad.kit import fulltext
from dugnad.people.models import Member

EVERYBODY = "everybody"
"""The scope of what everybody may read."""
SHOWN = 30
LOOKED_AT = 90
EXCERPT = 160


@dataclass(frozen=True)
class Found:
    """A thing that was found. `circle` is a name, empty where the reader may not know of it; so is `shown_as`, of whom
    it is. `path` is where it stands."""

    pk: str
    title: str
    excerpt: str
    circle: str
    shown_as: str
    at: datetime
    path: str


Find = Callable[[Member, Collection[str]], Iterable[Found]]
"""Those of the things with these ids that the member may read, in a fixed number of queries."""


@dataclass(frozen=True)
class Hit:
    """`kind` is what it was registered as, `name` what people call such a thing."""

    kind: str
    name: str | Promise
    found: Found


class AlreadyRegistered(Exception):
    """Two that find one kind."""


_kinds: dict[str, tuple[str | Promise, Find]] = {}


def register(kind: str, name: str | Promise, find: Find) -> None:
    """Let things of this kind be found. Raises `AlreadyRegistered`."""
    if kind in _kinds:
        raise AlreadyRegistered(kind)
    _kinds[kind] = (name, find)


def finders() -> tuple[tuple[str, Find], ...]:
    """Every kind with how it is found, by code."""
    return tuple((code, _kinds[code][1]) for code in sorted(_kinds))


def scopes(member: Member) -> list[str]:
    """Ids of the circles whose words `member` may look through."""
    return [stand.circle for stand in stands(member).values() if stand.active or stand.reads_from_start]


def find(member: Member, text: str) -> list[Hit]:
    """What has all words of `text`, nearest first; at most `SHOWN`.

    The index proposes, and only from circles whose words the member may look through; what the kinds do not let
    through is never shown. One query, and those of each kind that something was found of.
    """
    hits = fulltext.match(text, kinds=list(_kinds), scopes=[*scopes(member), EVERYBODY], limit=LOOKED_AT)
    wanted: dict[str, list[str]] = {}
    for hit in hits:
        wanted.setdefault(hit.kind, []).append(hit.object_id)
    found = {(kind, one.pk): one for kind, keys in wanted.items() for one in _kinds[kind][1](member, keys)}
    ranked = [(hit.kind, hit.object_id) for hit in hits if (hit.kind, hit.object_id) in found]
    return [Hit(kind, _kinds[kind][0], found[kind, pk]) for kind, pk in ranked][:SHOWN]


def circles_known(member: Member, keys: Iterable[str]) -> dict[str, str]:
    """The names of those of these circles that `member` may know of, by id. One query."""
    return dict(Circle.objects.visible_to(member).filter(pk__in=set(keys)).values_list("pk", "name"))
