"""The backend: pysqlite3 in place of the system's SQLite where it is there, a version gate, and pragmas."""

from __future__ import annotations

import sys
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


class DatabaseWrapper(base.DatabaseWrapper):
    """Refuses a build with the WAL-reset bug; each connection is durable and wipes what it deletes.

    Whoever writes waits for their turn (see `turns`).
    """

    _turn: Turn | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        require_safe(Database.sqlite_version_info)
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma).close()
        return connection

    def _start_transaction_under_autocommit(self) -> None:
        parent: Any = super()  # the checker's Django does not tell of these methods
        options = self.settings_dict["OPTIONS"]
        if options.get("transaction_mode") != "IMMEDIATE" or self.is_in_memory_db():
            parent._start_transaction_under_autocommit()
            return
        if self._turn is None:
            self._turn = Turn(str(self.settings_dict["NAME"]))
        patience = float(options.get("timeout", PATIENCE))
        self._set_waiting(0)
        try:
            self._turn.take(parent._start_transaction_under_autocommit, patience)
        finally:
            self._set_waiting(patience)

    def _set_waiting(self, seconds: float) -> None:
        """How long SQLite itself waits for a lock before it says that the database is busy."""
        with self.wrap_database_errors:
            self.connection.execute(f"PRAGMA busy_timeout={int(seconds * 1000)}").close()

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
