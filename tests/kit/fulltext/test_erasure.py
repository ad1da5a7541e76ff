"""What was dropped is gone from the disk too, and the index always agrees with its table (SQLite, in a file)."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from django.db import connection

from dugnad.kit import fulltext
from dugnad.kit.fulltext import match, put
from dugnad.kit.fulltext.models import Entry


def on_disk(path: Path) -> bytes:
    """All that lies on the disk once the log is written back and emptied."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert cursor.fetchone()[0] == 0
    return b"".join(part.read_bytes() for part in path.parent.iterdir() if part.name.startswith(path.name))


def indexed_words() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE temp.seen_words USING fts5vocab('main', 'kit_fulltext_index', 'row')")
        cursor.execute("SELECT term FROM temp.seen_words")
        terms = {term for (term,) in cursor.fetchall()}
        cursor.execute("DROP TABLE temp.seen_words")
    return terms


def assert_index_agrees_with_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO kit_fulltext_index(kit_fulltext_index, rank) VALUES ('integrity-check', 1)")


def needles(count: int) -> list[str]:
    """Words nobody else has, each beginning differently, so that none is kept as another's continuation."""
    return [f"{secrets.token_hex(6)}needle{number}" for number in range(count)]


def traces(disk: bytes, words: list[str]) -> list[str]:
    """The words of which something can be read: whole, or the end that the index stores of it."""
    return [word for word in words if word.encode() in disk or word[4:].encode() in disk]


@pytest.mark.parametrize("how", ["drop", "drop_scope", "put", "flush"])
def test_a_dropped_word_is_nowhere_in_the_file(file_database: Path, how: str) -> None:
    secret, kept = needles(300), needles(300)
    for number, (gone, stays) in enumerate(zip(secret, kept, strict=True)):
        put("ask", f"s{number}", scope="lund", title=gone, body=f"en pojke {gone} i natt")
        put("ask", f"k{number}", scope="malmo", title=stays, body=f"en pojke {stays} i natt")
    assert traces(on_disk(file_database), secret) == secret

    if how == "drop_scope":
        fulltext.drop_scope("lund")
    elif how == "flush":
        Entry.objects.filter(scope="lund").delete()
    for number in range(300):
        if how == "drop":
            fulltext.drop("ask", f"s{number}")
        elif how == "put":
            put("ask", f"s{number}", scope="lund", title="annat", body="en pojke i natt")
    disk = on_disk(file_database)

    assert traces(disk, secret) == []
    assert traces(disk, kept) == kept
    assert not indexed_words() & set(secret)
    assert_index_agrees_with_table()
    assert [hit.object_id for hit in match(kept[7], kinds=["ask"], scopes=["malmo"])] == ["k7"]


def test_optimizing_loses_nothing(file_database: Path) -> None:
    kept = needles(50)
    for number, word in enumerate(kept):
        put("ask", str(number), scope="lund", title=word, body="")
    fulltext.drop("ask", "0")
    fulltext.optimize()
    assert indexed_words() == set(kept[1:])
    assert traces(on_disk(file_database), kept) == kept[1:]
    assert_index_agrees_with_table()
