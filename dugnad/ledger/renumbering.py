"""Transaction numbers after a dump was restored into another PostgreSQL cluster, where they start anew.

The restored acts carry numbers the new cluster has not come to. New acts would be read as older than these, behind
every cursor, and lost. So the old numbers, and the cursors that stand among them, are moved down to 0 and below: the
order among them stays as it was, and whatever happens now comes after.
"""

from __future__ import annotations

import logging

from django.db import connection, transaction

from dugnad.ledger.models import BEFORE_ALL

log = logging.getLogger(__name__)

NOT_YET_GIVEN = "pg_snapshot_xmax(pg_current_snapshot())::text::bigint"
FOREIGN = f'EXISTS (SELECT FROM ledger_act WHERE "transaction" >= {NOT_YET_GIVEN})'
# What the new cluster wrote before anybody noticed has ids after all the old ones: a dump brings its sequences along.
LAST_OLD = f'SELECT max(id) FROM ledger_act WHERE "transaction" >= {NOT_YET_GIVEN}'
HIGHEST = 'SELECT max("transaction") FROM ledger_act WHERE id <= %s'
ACTS = 'UPDATE ledger_act SET "transaction" = "transaction" - %s WHERE id <= %s'
CURSORS = 'UPDATE ledger_cursor SET "transaction" = "transaction" - %s WHERE "transaction" > %s'


def renumber_if_restored() -> int:
    """Move the numbers of acts that came from another cluster below those given here; return how many acts moved.

    Does nothing on SQLite, which does not number transactions. Runs after each `migrate` and when a worker starts.
    """
    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {FOREIGN}")
        (foreign,) = cursor.fetchone()
    return _renumber() if foreign else 0


@transaction.atomic
def _renumber() -> int:
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE ledger_act, ledger_cursor IN SHARE ROW EXCLUSIVE MODE")
        cursor.execute(LAST_OLD)
        (last,) = cursor.fetchone()
        if last is None:  # another process was quicker
            return 0
        cursor.execute(HIGHEST, [last])
        (offset,) = cursor.fetchone()
        cursor.execute(ACTS, [offset, last])
        moved = cursor.rowcount
        cursor.execute(CURSORS, [offset, BEFORE_ALL])
    log.warning("The database was restored from elsewhere: %s acts were given numbers of their own.", moved)
    return int(moved)
