"""Connections to a SQLite file of one's own, made as the settings make them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from dugnad.config import database_settings


class Opened:
    """One database file and all connections to it."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "dugnad.sqlite3"
        self.settings = database_settings(replace(settings.CONFIG, data=folder, database=""))
        self.all: list[BaseDatabaseWrapper] = []

    def another(self, timeout: float | None = None) -> BaseDatabaseWrapper:
        options = self.settings["OPTIONS"]
        assert isinstance(options, dict)
        if timeout is not None:
            options = {**options, "timeout": timeout}
        connection = ConnectionHandler({"default": {**self.settings, "OPTIONS": options}})["default"]
        assert isinstance(connection, BaseDatabaseWrapper)
        self.all.append(connection)
        return connection

    def close(self) -> None:
        """Close them all."""
        for connection in self.all:
            connection.close()


def asked(connection: BaseDatabaseWrapper, what: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(what)
        (answer,) = cursor.fetchone()
    return answer


def begin(connection: BaseDatabaseWrapper) -> None:
    """As `transaction.atomic` does it."""
    connection.ensure_connection()
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
