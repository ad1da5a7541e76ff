"""The backend: pysqlite3 in place of the system's SQLite where it is there, a version gate, and pragmas."""

from __future__ import annotations

import sys
from functools import partial
from typing import Any

try:
    import pysqlite3
    import pysqlite3.dbapi2
except ImportError:  # no wheel for this machine: the gate below decides about the system's own
    pass
else:
    sys.modules["sqlite3"] = pysqlite3
    sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2

from django.db.backends.sqlite3 import base
from django.db.backends.sqlite3.base import Database  # type: ignore[attr-defined]  # the driver it stands on

from dugnad.kit.sqlite.turns import Turn
from dugnad.kit.sqlite.version import require_safe

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16000",
)


PATIENCE = 5.0
"""Seconds that Python's own driver waits where the settings say nothing."""


BEGIN = "BEGIN IMMEDIATE"
"""How Django begins a transaction here, and ends it by a method of the connection."""


class Cursor(base.SQLiteCursorWrapper):
    """A cursor that waits here for its turn to write, and not in SQLite (see `turns`).

    `executemany` does not wait: what it had written before the database was busy would be written twice. It belongs in
    a transaction, whose turn it then is.
    """

    turn: Turn | None = None

    def execute(self, query: str, params: Any = None) -> Any:
        statement = partial(super().execute, query, params)
        return self.turn.do(statement, keep=query == BEGIN) if self.turn else statement()


class DatabaseWrapper(base.DatabaseWrapper):
    """Refuses a build with the WAL-reset bug; each connection is durable and wipes what it deletes.

    Whoever writes waits for their turn, for the `timeout` of the settings.
    """

    _turn: Turn | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        require_safe(Database.sqlite_version_info)
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma).close()
        if not self.is_in_memory_db():
            self._turn = Turn(str(self.settings_dict["NAME"]), float(conn_params.get("timeout", PATIENCE)))
            connection.execute("PRAGMA busy_timeout=0").close()
        return connection

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        cursor.turn = self._turn
        return cursor

    def _commit(self) -> None:
        parent: Any = super()
        parent._commit()
        self._give_back()

    def _rollback(self) -> None:
        parent: Any = super()
        try:
            parent._rollback()
        finally:
            self._give_back()

    def _close(self) -> None:
        parent: Any = super()
        try:
            parent._close()
        finally:
            self._give_back()

    def _give_back(self) -> None:
        if self._turn is not None:
            self._turn.give_back()
