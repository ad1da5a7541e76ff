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

from dugnad.kit.sqlite.version import require_safe

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA trusted_schema=OFF",
    "PRAGMA cache_size=-16000",
)


class DatabaseWrapper(base.DatabaseWrapper):
    """Refuses a build with the WAL-reset bug; each connection is durable and wipes what it deletes."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        require_safe(Database.sqlite_version_info)
        connection = super().get_new_connection(conn_params)
        for pragma in PRAGMAS:
            connection.execute(pragma).close()
        return connection
