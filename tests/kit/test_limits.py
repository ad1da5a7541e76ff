"""Limits: never more than allowed, also in parallel, and nobody's name in the table."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from dugnad.kit import limits
from dugnad.kit.limits import Window, spend

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.mark.django_db
def test_so_many_and_no_more() -> None:
    assert [spend("a", most=3, per=MINUTE, at=NOON) for _ in range(5)] == [True, True, True, False, False]
    assert spend("b", most=3, per=MINUTE, at=NOON)


@pytest.mark.django_db
def test_what_was_refused_does_not_count() -> None:
    for _ in range(10):
        spend("a", most=3, per=MINUTE, at=NOON)
    assert Window.objects.get().spent == 3


@pytest.mark.django_db
def test_what_is_given_back_may_be_spent_again() -> None:
    assert [spend("a", most=2, per=MINUTE, at=NOON) for _ in range(3)] == [True, True, False]
    for _ in range(5):
        limits.give_back("a", per=MINUTE, at=NOON)
    assert [spend("a", most=2, per=MINUTE, at=NOON) for _ in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_nothing_allowed_is_nothing_kept() -> None:
    assert not spend("a", most=0, per=MINUTE, at=NOON)
    assert Window.objects.count() == 0


@pytest.mark.django_db
def test_another_period_is_another_count() -> None:
    assert spend("a", most=1, per=MINUTE, at=NOON)
    assert spend("a", most=1, per=2 * MINUTE, at=NOON)
    assert not spend("a", most=1, per=MINUTE, at=NOON)


@pytest.mark.django_db
def test_the_window_before_fades_out() -> None:
    for _ in range(10):
        spend("a", most=10, per=MINUTE, at=NOON)
    later = {seconds: NOON + timedelta(seconds=seconds) for seconds in (60, 90, 119, 120)}
    assert not spend("a", most=10, per=MINUTE, at=later[60])
    assert [spend("a", most=10, per=MINUTE, at=later[90]) for _ in range(6)] == [True] * 5 + [False]
    assert [spend("a", most=10, per=MINUTE, at=later[119]) for _ in range(6)] == [True] * 5 + [False]
    assert spend("a", most=10, per=MINUTE, at=later[120] + MINUTE)


@pytest.mark.django_db
@examples(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 300), max_size=30).map(sorted), st.integers(1, 6))
def test_it_counts_as_the_rule_says(seconds: list[int], most: int) -> None:
    Window.objects.all().delete()
    counts = dict.fromkeys(range(-1, 6), 0)
    for second in seconds:
        window, into = divmod(second, 60)
        room = counts[window] + counts[window - 1] * (60 - into) // 60 < most
        counts[window] += room
        assert spend("a", most=most, per=MINUTE, at=NOON + timedelta(seconds=second)) == room
    assert max(counts.values()) <= most
    assert {w.start: w.spent for w in Window.objects.all()} == {
        NOON + window * MINUTE: count for window, count in counts.items() if count
    }


@pytest.mark.django_db
def test_old_counts_are_forgotten_and_current_ones_kept() -> None:
    spend("a", most=3, per=MINUTE, at=NOON)
    spend("b", most=3, per=MINUTE, at=NOON + MINUTE)
    spend("c", most=3, per=timedelta(days=1), at=NOON)
    assert limits.forget(NOON + 2 * MINUTE - timedelta(seconds=1)) == 0
    assert limits.forget(NOON + 2 * MINUTE) == 1
    assert Window.objects.count() == 2


@pytest.mark.django_db
def test_the_table_tells_nothing_about_the_keys(settings: Settings, tmp_path: Path) -> None:
    spend("anna@example.org", most=3, per=MINUTE, at=NOON)
    here = Window.objects.get().key
    assert len(here) == 32
    assert "anna" not in here
    settings.CONFIG = replace(settings.CONFIG, data=tmp_path)
    spend("anna@example.org", most=3, per=MINUTE, at=NOON)
    assert Window.objects.exclude(key=here).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "x" * 10_000, "\x00", "\ud800", "å"])
def test_any_key_will_do(key: str) -> None:
    assert [spend(key, most=1, per=MINUTE, at=NOON) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_counting_costs_two_queries() -> None:
    spend("a", most=9, per=MINUTE, at=NOON)
    with CaptureQueriesContext(connection) as queries:
        spend("a", most=9, per=MINUTE, at=NOON)
    assert len(queries) == 2


@pytest.mark.django_db
def test_now_is_when_no_time_is_given() -> None:
    assert [spend("a", most=1, per=timedelta(days=400)) for _ in range(2)] == [True, False]


@pytest.mark.django_db
def test_what_is_rolled_back_was_not_spent() -> None:
    with transaction.atomic():
        assert spend("a", most=1, per=MINUTE, at=NOON)
        transaction.set_rollback(True)
    assert spend("a", most=1, per=MINUTE, at=NOON)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("in_transaction", [False, True])
def test_threads_spend_exactly_what_is_allowed(lasting_database: None, in_transaction: bool) -> None:
    threads, tries, most = 8, 12, 37
    together = Barrier(threads)

    def work(_number: int) -> int:
        together.wait()
        spent = 0
        try:
            for _ in range(tries):
                if in_transaction:
                    with transaction.atomic():
                        spent += spend("a", most=most, per=MINUTE, at=NOON)
                else:
                    spent += spend("a", most=most, per=MINUTE, at=NOON)
        finally:
            connection.close()
        return spent

    with ThreadPoolExecutor(threads) as pool:
        counts = list(pool.map(work, range(threads)))
    assert sum(counts) == most
    assert Window.objects.get().spent == most
