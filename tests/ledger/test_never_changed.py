from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from dugnad.ledger.models import Act, NeverChanged
from tests.flushing import guards
from tests.ledger.making import make_act, make_acts

COLUMNS = [str(field.column) for field in Act._meta.concrete_fields if field.column != "transaction"]


@pytest.fixture
def act(db: None) -> Act:
    return make_act()


def test_guard_knows_every_column() -> None:
    assert sorted(guards.COLUMNS) == sorted(COLUMNS)


@pytest.mark.parametrize("column", COLUMNS)
def test_database_refuses_edit(act: Act, column: str) -> None:
    with (
        pytest.raises(IntegrityError, match="Acts are not edited"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f'UPDATE ledger_act SET "{column}" = "{column}"')
    assert Act.objects.count() == 1


def test_database_refuses_deletion(act: Act) -> None:
    """The migration alone makes this guard: nothing in the tests puts it there first."""
    with (
        pytest.raises(IntegrityError, match="Acts are not deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("DELETE FROM ledger_act")
    assert Act.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_database_refuses_emptying() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE")
    make_act()
    with (
        pytest.raises(IntegrityError, match="Acts are not deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("TRUNCATE ledger_act CASCADE")
    assert Act.objects.count() == 1


def test_transaction_number_may_change(act: Act) -> None:
    with connection.cursor() as cursor:
        cursor.execute('UPDATE ledger_act SET "transaction" = 7')
    assert Act.objects.get().transaction == 7


def test_models_refuse_too(act: Act) -> None:
    act.verb = "left"
    for attempt in (act.save, act.delete, Act.objects.all().delete, lambda: Act.objects.update(verb="left")):
        with pytest.raises(NeverChanged):
            attempt()
    act.refresh_from_db()
    assert act.verb == "thanked"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_transactional_tests_begin_empty_and_guarded(time: int) -> None:
    assert Act.objects.count() == 0
    make_acts(3)
    with pytest.raises(IntegrityError), connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_act")
