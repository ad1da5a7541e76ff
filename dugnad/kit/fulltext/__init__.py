"""Full text over any app's objects, in SQLite and PostgreSQL alike.

An entry has a `kind` and an `object_id` (together unique) and a `scope`: whoever may see that scope may find it. The
caller names the scopes, from its own `visible_to`; nothing is found outside them. Everything happens in the caller's
transaction. Spelling is forgiving (see `words`), and no text that people type has a meaning of its own in a query.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection, transaction

from dugnad.kit.fulltext import index
from dugnad.kit.fulltext.models import Entry
from dugnad.kit.fulltext.words import stem, telling, words

MOST_WORDS_ASKED = 12
MOST_WORDS_COMPARED = 20
MOST_DROPPED = 500
"""Ids in one statement."""


@dataclass(frozen=True)
class Hit:
    """An object that was found. `rank` is higher the nearer it is, and compares only within one answer."""

    kind: str
    object_id: str
    rank: float


def put(kind: str, object_id: str, *, scope: str, title: str, body: str) -> None:
    """Make the object findable by these words, in place of those it was found by until now."""
    put_entry(entry(kind, object_id, scope=scope, title=title, body=body))


def put_entry(made: Entry) -> None:
    """As `put`, of what `entry` has made before."""
    Entry.objects.bulk_create(
        [made],
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["scope", "title", "body"],
    )


def entry(kind: str, object_id: str, *, scope: str, title: str, body: str) -> Entry:
    """What `put` writes, unwritten: for those who write many at once, or whose transaction is to be short."""
    return Entry(
        kind=kind,
        object_id=object_id,
        scope=scope,
        title=index.kept(words(title), "A"),
        body=index.kept(words(body), "D"),
    )


def drop(kind: str, object_id: str) -> None:
    """Forget the object and its words. Nothing happens if it was not there."""
    Entry.objects.filter(kind=kind, object_id=object_id).delete()


def drop_all(kind: str, object_ids: Collection[str]) -> None:
    """Forget these objects and their words."""
    some = list(object_ids)
    for start in range(0, len(some), MOST_DROPPED):
        Entry.objects.filter(kind=kind, object_id__in=some[start : start + MOST_DROPPED]).delete()


def drop_scope(scope: str) -> None:
    """Forget everything in `scope`."""
    Entry.objects.filter(scope=scope).delete()


def match(query: str, *, kinds: Collection[str], scopes: Collection[str], limit: int = 50) -> list[Hit]:
    """The objects in `scopes` that have a word beginning with each word of `query` (the first 12), nearest first.

    An empty query, and one without letters or digits, finds nothing.
    """
    asked = list(dict.fromkeys(words(query)))[:MOST_WORDS_ASKED]
    return _hits(index.begins_with_all(asked), kinds, scopes, limit) if asked else []


def similar(text: str, *, kinds: Collection[str], scopes: Collection[str], limit: int = 5) -> list[Hit]:
    """The objects in `scopes` that share the most telling words with `text`, in whatever form, nearest first.

    Everyday words of Swedish and English are left out; of the rest the longest 20 count, which in both languages
    are the rare ones.
    """
    asked = telling(text, MOST_WORDS_COMPARED)
    long, short = [w for w in asked if len(w) > 5], [w for w in asked if len(w) <= 5]
    stems = dict.fromkeys(stem(word) for word in long)
    return _hits(index.has_any(short, stems), kinds, scopes, limit) if asked else []


def _hits(asked: str, kinds: Collection[str], scopes: Collection[str], limit: int) -> list[Hit]:
    if not kinds or not scopes or limit < 1:
        return []
    return [Hit(*row) for row in index.find(asked, tuple(kinds), tuple(scopes), limit)]


def optimize() -> None:
    """Merge the index into one piece: smaller and quicker, and what was dropped is gone from it for certain.

    For the worker, from time to time and after an erasure. Raises `TransactionManagementError` inside a
    transaction, which PostgreSQL cannot do it in.
    """
    if connection.in_atomic_block:
        raise transaction.TransactionManagementError("optimize() has to run outside a transaction.")
    index.tidy()
