"""Finding: every word, in my scopes, whatever I type. On whichever database is configured."""

from __future__ import annotations

import time

import pytest
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.kit import fulltext
from dugnad.kit.fulltext import Hit, match, put, similar
from dugnad.kit.fulltext.models import Entry
from dugnad.kit.fulltext.words import LONGEST_WORD, words

pytestmark = pytest.mark.django_db


def found(query: str, *, kinds: tuple[str, ...] = ("ask", "answer"), scopes: tuple[str, ...] = ("lund",)) -> list[str]:
    return [hit.object_id for hit in match(query, kinds=kinds, scopes=scopes)]


@pytest.fixture
def entries() -> None:
    put("ask", "1", scope="lund", title="Sängplats i natt", body="En pojke behöver någonstans att sova, i Lund.")
    put("ask", "2", scope="lund", title="Tolk till dari", body="Möte på socialtjänsten, sängplats är ordnad.")
    put("answer", "3", scope="lund", title="", body="Ring socialjouren. كتاب الطفل")
    put("ask", "4", scope="malmo", title="Sängplats", body="Helst i Malmö.")


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("sängplats", ["1", "2"]),
        ("SANGPLATS", ["1", "2"]),
        ("säng", ["1", "2"]),
        ("sängplats lund", ["1"]),
        ("lund sängplats pojke", ["1"]),
        ("sängplats malmö", []),
        ("plats", []),
        ("social", ["2", "3"]),
        ("كِتاب", ["3"]),
        ("tolk dari", ["2"]),
        ("tolk AND dari", []),
        ('"tolk dari"', ["2"]),
        ("-tolk +dari", ["2"]),
        ("tolk*", ["2"]),
        ("title:tolk", []),
        ("", []),
        ("   ", []),
        ("!?*", []),
    ],
)
def test_every_word_has_to_begin_a_word(query: str, ids: list[str]) -> None:
    assert sorted(found(query)) == ids


@pytest.mark.usefixtures("entries")
def test_the_title_counts_more_than_the_body() -> None:
    hits = match("sängplats", kinds=["ask"], scopes=["lund"])
    assert [hit.object_id for hit in hits] == ["1", "2"]
    assert hits[0].rank > hits[1].rank


@pytest.mark.usefixtures("entries")
def test_nothing_is_found_outside_the_scopes_and_kinds() -> None:
    assert found("sängplats", scopes=("malmo",)) == ["4"]
    assert sorted(found("sängplats", scopes=("malmo", "lund"))) == ["1", "2", "4"]
    assert found("sängplats", scopes=()) == []
    assert found("sängplats", scopes=("lu%", "' OR 1=1 --")) == []
    assert found("sängplats", kinds=()) == []
    assert found("sängplats", kinds=("answer",)) == []


@pytest.mark.usefixtures("entries")
def test_hundreds_of_scopes_are_one_query() -> None:
    scopes = (*(f"circle-{number}" for number in range(800)), "malmo")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert found("sängplats", scopes=scopes) == ["4"]
    assert len(queries) == 1


@pytest.mark.usefixtures("entries")
def test_no_query_at_all_when_nothing_can_be_found() -> None:
    with CaptureQueriesContext(connection) as queries:
        assert found("") == found("x", scopes=()) == found("x", kinds=()) == []
        assert match("x", kinds=["ask"], scopes=["lund"], limit=0) == []
        assert similar("och det", kinds=["ask"], scopes=["lund"]) == []
    assert len(queries) == 0


def test_the_limit_holds_and_the_newest_come_first_among_equals() -> None:
    for number in range(5):
        put("ask", str(number), scope="lund", title="sängplats", body="")
    hits = match("sängplats", kinds=["ask"], scopes=["lund"], limit=3)
    assert [hit.object_id for hit in hits] == ["4", "3", "2"]


@pytest.mark.usefixtures("entries")
def test_putting_again_replaces() -> None:
    put("ask", "1", scope="malmo", title="Cykel", body="En cykel.")
    assert found("pojke") == found("pojke", scopes=("malmo",)) == []
    assert found("cykel", scopes=("malmo",)) == ["1"]
    assert found("cykel") == []
    assert Entry.objects.filter(kind="ask", object_id="1").count() == 1


@pytest.mark.usefixtures("entries")
def test_putting_is_one_query() -> None:
    for object_id in ("1", "new"):
        with CaptureQueriesContext(connection) as queries:
            put("ask", object_id, scope="lund", title="Cykel", body="")
        assert len(queries) == 1


@pytest.mark.usefixtures("entries")
def test_what_is_dropped_is_not_found() -> None:
    fulltext.drop("ask", "1")
    fulltext.drop("ask", "1")
    fulltext.drop("ask", "never there")
    assert found("sängplats") == ["2"]
    fulltext.drop_scope("lund")
    assert found("socialtjänsten") == []
    assert found("sängplats", scopes=("malmo",)) == ["4"]


@pytest.mark.usefixtures("entries")
def test_the_same_object_id_of_another_kind_is_another_object() -> None:
    put("answer", "1", scope="lund", title="", body="En madrass.")
    fulltext.drop("ask", "1")
    assert found("madrass") == ["1"]


@pytest.mark.usefixtures("entries")
def test_it_happens_in_the_callers_transaction() -> None:
    with transaction.atomic():
        put("ask", "1", scope="lund", title="Cykel", body="")
        fulltext.drop("ask", "2")
        assert found("cykel") == ["1"]
        transaction.set_rollback(True)
    assert found("cykel") == []
    assert sorted(found("sängplats")) == ["1", "2"]


@pytest.mark.usefixtures("entries")
def test_similar_texts_share_telling_words_in_any_form() -> None:
    text = "Hej, vi söker sängplatser åt två pojkar i natt. Har någon en idé?"
    hits = similar(text, kinds=["ask"], scopes=["lund"])
    assert [hit.object_id for hit in hits] == ["1", "2"]
    assert similar(text, kinds=["ask"], scopes=["lund"], limit=1) == hits[:1]
    assert [hit.object_id for hit in similar(text, kinds=["ask"], scopes=["malmo"])] == ["4"]
    assert similar("Och hur gör man det?", kinds=["ask"], scopes=["lund"]) == []
    assert isinstance(hits[0], Hit)


HOSTILE = [
    *(
        "'",
        '"',
        "''",
        '""',
        "\\",
        "\\'",
        "NEAR",
        "NEAR(a b, 5)",
        "a NEAR b",
        "AND",
        "OR",
        "NOT",
        "a NOT b",
        "*",
        "a*",
        "^a",
    ),
    *(
        ":",
        "title:a",
        "{title body}:a",
        "-a",
        "a - b",
        "(",
        ")",
        "((((",
        "a & b",
        "a | b",
        "!a",
        "a <-> b",
        "a:*",
        "a:ABCD",
    ),
    *(
        "'; DROP TABLE kit_fulltext; --",
        "%s",
        "%",
        "{}",
        "{kinds}",
        "$1",
        "?",
        "\x00",
        "a\x00b",
        "\ud800",
        "\U0010ffff",
        "\u202e",
    ),
    *(
        "a " * 5000,
        '"' * 10_000,
        "a" * 10_000,
        "(" * 10_000,
        "NEAR " * 2000,
        "é" * 10_000,
        "'a' " * 2500,
        "0" * 10_000,
        "1e9 -1 +2 .5",
    ),
]


@pytest.mark.usefixtures("entries")
@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: ascii(query[:12]))
def test_nothing_typed_breaks_or_commands(query: str) -> None:
    put("ask", "hostile", scope="lund", title=query, body=query)
    started = time.process_time()
    match(query, kinds=["ask"], scopes=["lund"])
    similar(query, kinds=["ask"], scopes=["lund"])
    assert time.process_time() - started < 1
    assert sorted(found("sängplats")) == ["1", "2"]


LETTERS = st.characters(codec="utf-8", max_codepoint=0x2FFFF)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(LETTERS, max_size=40) | st.text("ab1e+-._/@:'\"éßøكि日", max_size=30), st.text(max_size=20))
def test_whatever_was_put_is_found_by_each_of_its_words(text: str, other: str) -> None:
    put("ask", "any", scope="lund", title=other, body=text)
    for word in words(text):
        assert found(word) == ["any"]
        assert found(word[: len(word) // 2 + 1]) == ["any"]
    if words(text):
        assert found(text) == ["any"]
        fulltext.drop("ask", "any")
        assert found(text) == []


def test_a_long_text_is_found_by_its_last_word() -> None:
    body = " ".join(f"ord{number}" for number in range(9000)) + " sist " + "x" * 3000
    put("ask", "long", scope="lund", title="", body=body)
    assert found("ord8999 sist") == found("x" * LONGEST_WORD) == found("x" * 3000) == ["long"]


@pytest.mark.django_db(transaction=True)
def test_the_index_can_be_unmade_and_made_again(lasting_database: None) -> None:
    put("ask", "1", scope="lund", title="Sängplats", body="")
    fulltext.optimize()
    executor = MigrationExecutor(connection)
    leaves = [leaf for leaf in executor.loader.graph.leaf_nodes() if leaf[0] == "kit"]
    executor.migrate([("kit", None)])
    assert "kit_fulltext" not in connection.introspection.table_names()
    executor = MigrationExecutor(connection)
    executor.migrate(leaves)
    put("ask", "1", scope="lund", title="Sängplats", body="")
    assert found("sängplats") == ["1"]


def test_optimizing_inside_a_transaction_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError), transaction.atomic():
        fulltext.optimize()
