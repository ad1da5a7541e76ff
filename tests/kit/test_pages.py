"""Pages: every row once, whatever happens in between, and no cursor is an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.core import signing
from django.db import connection
from django.db.models import F, IntegerField, QuerySet, Value
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dugnad.kit.limits import Window
from dugnad.kit.pages import KeysetPage, page

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC)
KEYS = ("spent", "-start", "id")
names = count()


def add(spent: int, microseconds: int = 0) -> Window:
    start = NOON + timedelta(microseconds=microseconds)
    return Window.objects.create(key=f"{next(names)}", start=start, spent=spent, until=start)


def walk(
    queryset: QuerySet[Window], keys: tuple[str, ...] = KEYS, size: int = 3, between: Any = lambda: None
) -> list[int]:
    seen: list[int] = []
    after: str | None = None
    while True:
        part = page(queryset, keys=keys, after=after, size=size)
        seen += [row.pk for row in part.items]
        if part.next is None:
            return seen
        assert len(part.items) == size
        after = part.next
        between()


@pytest.mark.parametrize("rows", [0, 1, 2, 3, 4, 6, 7])
def test_every_row_comes_once_and_in_order(rows: int) -> None:
    for number in range(rows):
        add(spent=number % 2, microseconds=number % 3)
    assert walk(Window.objects.all()) == list(Window.objects.order_by(*KEYS).values_list("pk", flat=True))


def test_the_last_page_knows_that_it_is() -> None:
    for _ in range(3):
        add(spent=1)
    assert page(Window.objects.all(), keys=KEYS, after=None, size=3).next is None
    assert page(Window.objects.all(), keys=KEYS, after=None, size=2).next is not None
    assert page(Window.objects.none(), keys=KEYS, after=None) == KeysetPage([], None)


ORDERS = st.lists(st.sampled_from(["spent", "-spent", "start", "-start"]), max_size=2, unique_by=lambda k: k.strip("-"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=25),
    st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=10),
    ORDERS,
    st.sampled_from(["id", "-id"]),
    st.integers(1, 6),
)
def test_ties_directions_and_rows_added_in_between(
    rows: list[tuple[int, int]], later: list[tuple[int, int]], order: list[str], last: str, size: int
) -> None:
    Window.objects.all().delete()
    before = {add(*row).pk for row in rows}
    waiting = list(later)
    seen = walk(Window.objects.all(), (*order, last), size, between=lambda: waiting and add(*waiting.pop()))
    assert len(seen) == len(set(seen))
    assert before <= set(seen)
    position = {
        pk: place for place, pk in enumerate(Window.objects.order_by(*order, last).values_list("pk", flat=True))
    }
    assert seen == sorted(seen, key=position.__getitem__)


def test_rows_removed_in_between_make_none_disappear() -> None:
    rows = [add(spent=number) for number in range(6)]
    first = page(Window.objects.all(), keys=KEYS, after=None, size=2)
    Window.objects.filter(pk__in=[rows[0].pk, rows[1].pk, rows[3].pk]).delete()
    second = page(Window.objects.all(), keys=KEYS, after=first.next, size=2)
    assert [row.pk for row in second.items] == [rows[2].pk, rows[4].pk]


def test_annotations_and_values_will_do() -> None:
    rows = [add(spent=number % 2, microseconds=number) for number in range(5)]
    annotated = Window.objects.annotate(need=F("spent") * 2, since=F("start"))
    expected = [rows[place].pk for place in (4, 2, 0, 3, 1)]
    assert walk(annotated, ("need", "-since", "id"), 2) == expected
    values = annotated.values("pk", "id", "need", "since")
    first = page(values, keys=("need", "-since", "id"), after=None, size=2)
    second = page(values, keys=("need", "-since", "id"), after=first.next, size=3)
    assert [row["pk"] for row in first.items + second.items] == expected


@pytest.mark.parametrize(
    "forge",
    [
        lambda cursor: cursor[:-1] + ("A" if cursor[-1] != "A" else "B"),
        lambda cursor: "A" + cursor,
        lambda cursor: cursor[1:],
        lambda cursor: cursor.replace(":", ""),
        lambda cursor: "",
        lambda cursor: ":",
        lambda cursor: "x" * 100_000,
        lambda cursor: "\x00\ud800å",
        lambda cursor: signing.Signer(salt="other").sign_object([0, "2026", 1]),
        lambda cursor: signing.Signer(key="stolen", salt="x").sign_object([0, "2026", 1]),
    ],
)
def test_a_forged_cursor_leads_to_the_first_page(forge: Any) -> None:
    rows = [add(spent=number) for number in range(4)]
    cursor = page(Window.objects.all(), keys=KEYS, after=None, size=2).next
    assert cursor is not None
    again = page(Window.objects.all(), keys=KEYS, after=forge(cursor), size=2)
    assert [row.pk for row in again.items] == [rows[0].pk, rows[1].pk]


@pytest.mark.parametrize(
    "values", [[], [1], [0, "never", 1], [0, None, 1], ["x", "2026-11-22T12:00:00+00:00", 1], {}, 7]
)
def test_a_cursor_from_another_time_leads_to_the_first_page(values: Any) -> None:
    add(spent=1)
    salt = f"dugnad.kit.pages kit.Window {' '.join(KEYS)}"
    stale = signing.Signer(salt=salt).sign_object(values, compress=True)
    assert len(page(Window.objects.all(), keys=KEYS, after=stale).items) == 1


def test_a_cursor_of_another_order_leads_to_the_first_page() -> None:
    for number in range(4):
        add(spent=number)
    other = page(Window.objects.all(), keys=("-spent", "-start", "id"), after=None, size=1).next
    assert len(page(Window.objects.all(), keys=KEYS, after=other).items) == 4


def test_a_cursor_is_short() -> None:
    add(spent=1)
    add(spent=2)
    cursor = page(Window.objects.all(), keys=KEYS, after=None, size=1).next
    assert cursor is not None
    assert len(cursor) < 120


def test_a_key_without_value_is_told() -> None:
    add(spent=1)
    add(spent=2)
    empty = Window.objects.annotate(nothing=Value(None, output_field=IntegerField()))
    with pytest.raises(TypeError, match="'nothing'"):
        page(empty, keys=("nothing", "id"), after=None, size=1)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_is_one_query(rows: int) -> None:
    for number in range(2 * rows):
        add(spent=number)
    with CaptureQueriesContext(connection) as queries:
        first = page(Window.objects.all(), keys=KEYS, after=None, size=rows)
        page(Window.objects.all(), keys=KEYS, after=first.next, size=rows)
    assert len(queries) == 2


def test_a_page_begins_in_the_index() -> None:
    for number in range(50):
        add(spent=number % 5, microseconds=number)
    cursor = page(Window.objects.all(), keys=KEYS, after=None, size=20).next
    with CaptureQueriesContext(connection) as queries:
        page(Window.objects.all(), keys=KEYS, after=cursor, size=20)
    said = queries[0]["sql"]
    with connection.cursor() as database:
        if connection.vendor == "postgresql":
            database.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off")
        database.execute("CREATE INDEX kit_limit_for_pages ON kit_limit (spent, start DESC, id)")
        explain = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN "
        database.execute(explain + said.replace("%", "%%"))
        told = " ".join(str(row) for row in database.fetchall())
    if connection.vendor == "sqlite":
        assert "SEARCH kit_limit USING INDEX kit_limit_for_pages (spent>?)" in told
        assert "TEMP B-TREE" not in told
    else:
        assert "Index Scan using kit_limit_for_pages" in told
        assert "Index Cond: (spent >= " in told
        assert "Sort" not in told
