"""Asking the index: the only raw SQL of full text, once for each database (`0001_fulltext` makes the index)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

Row = tuple[str, str, float]
LAST_PLACE = 16_383
"""PostgreSQL counts no further in one text."""


@dataclass(frozen=True)
class Dialect:
    """How one database is asked. A word is letters and digits only, so there is nothing in it to escape."""

    kept: Callable[[list[str], str], str]
    """Words as the table keeps them; the letter is their weight, "A" in a title and "D" in a body."""
    find: str
    """With marks for what is asked, the kinds, the scopes and the limit."""
    whole: str
    beginning: str
    both: str
    either: str
    tidy: str


def _in_order(words: list[str], _weight: str) -> str:
    return " ".join(words)


def _numbered(words: list[str], weight: str) -> str:
    """As PostgreSQL writes a tsvector. So its own parser, which depends on its locale, has no say in what a word is."""
    return " ".join(f"{word}:{min(place, LAST_PLACE)}{weight}" for place, word in enumerate(words, start=1))


DIALECTS = {
    "sqlite": Dialect(
        kept=_in_order,
        find=(
            "SELECT e.kind, e.object_id, -i.rank FROM kit_fulltext_index i JOIN kit_fulltext e ON e.id = i.rowid "
            "WHERE kit_fulltext_index MATCH %s AND e.kind IN ({kinds}) AND e.scope IN ({scopes}) "
            "ORDER BY i.rank, e.id DESC LIMIT %s"
        ),
        whole='"{}"',
        beginning='"{}"*',
        both=" AND ",
        either=" OR ",
        tidy="INSERT INTO kit_fulltext_index(kit_fulltext_index) VALUES ('optimize')",
    ),
    "postgresql": Dialect(
        kept=_numbered,
        # The rank is divided by 1 + log(length); a word of the title counts four times one of the body.
        find=(
            "SELECT e.kind, e.object_id, ts_rank('{{0.25, 0.25, 0.25, 1}}', e.words, asked, 1) AS rank "
            "FROM kit_fulltext e, CAST(%s AS tsquery) asked "
            "WHERE e.words @@ asked AND e.kind IN ({kinds}) AND e.scope IN ({scopes}) "
            "ORDER BY rank DESC, e.id DESC LIMIT %s"
        ),
        whole="'{}'",
        beginning="'{}':*",
        both=" & ",
        either=" | ",
        tidy="VACUUM kit_fulltext",
    ),
}


def _dialect() -> Dialect:
    return DIALECTS[connection.vendor]


def kept(words: list[str], weight: str) -> str:
    """`words` as `Entry.title` (weight "A") or `Entry.body` (weight "D") holds them."""
    return _dialect().kept(words, weight)


def begins_with_all(words: Iterable[str]) -> str:
    """What to ask `find` for texts with, for each of `words`, a word that begins with it."""
    dialect = _dialect()
    return dialect.both.join(dialect.beginning.format(word) for word in words)


def has_any(whole: Iterable[str], beginnings: Iterable[str]) -> str:
    """What to ask `find` for texts with one of the words in `whole`, or one that begins as in `beginnings`."""
    dialect = _dialect()
    terms = [dialect.whole.format(word) for word in whole]
    return dialect.either.join([*terms, *(dialect.beginning.format(word) for word in beginnings)])


def find(asked: str, kinds: Sequence[str], scopes: Sequence[str], limit: int) -> list[Row]:
    """Kind, object and rank (higher is nearer) of the entries that fit, nearest and then newest first."""
    sql = _dialect().find.format(kinds=_marks(kinds), scopes=_marks(scopes))
    with connection.cursor() as cursor:
        cursor.execute(sql, [asked, *kinds, *scopes, limit])
        return [(kind, object_id, float(rank)) for kind, object_id, rank in cursor.fetchall()]


def _marks(values: Sequence[str]) -> str:
    return ", ".join(["%s"] * len(values))


def tidy() -> None:
    """Run the database's own house-keeping over the index."""
    with connection.cursor() as cursor:
        cursor.execute(_dialect().tidy)
