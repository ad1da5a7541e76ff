"""`dugnad migrate` and `dugnad check-database`."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.db import connection
from django.db.utils import OperationalError

from dugnad.cli.command import Stop
from dugnad.cli.words import say
from dugnad.kit.sqlite.copies import problems, version
from dugnad.kit.sqlite.version import UnsafeSQLite, require_safe
from dugnad.ledger import audit
from dugnad.serve import first

LEAST_POSTGRESQL = 15


def migrate(asked: Namespace) -> int:
    """Bring the tables up to date."""
    if asked.check:
        missing = first.missing_steps()
        say(f"{missing} steps are to be done." if missing else "The tables are up to date.")
        return 1 if missing else 0
    say(f"Database: {first.migrate()}")
    return 0


def check(asked: Namespace) -> int:
    """Look at the database, then at whether acts, what they made and their mirror agree; say what is wrong."""
    found = _look_at_sqlite() if connection.vendor == "sqlite" else _look_at_postgresql()
    if not found and (missing := first.missing_steps()):
        found = [f"The tables are {missing} steps behind this version. `dugnad migrate` brings them up to date."]
    found = found or audit.problems()
    for line in found:
        say(line)
    if found:
        return 1
    say("The database is whole, its tables are up to date, and acts, state and mirror agree.")
    return 0


def _look_at_sqlite() -> list[str]:
    path = Path(str(connection.settings_dict["NAME"]))
    if not path.exists():
        raise Stop(f"There is no database at {path} yet. `dugnad serve` makes one.")
    say(f"SQLite {'.'.join(map(str, version()))}, {path.stat().st_size / 1e6:.1f} MB in {path}")
    try:
        require_safe(version())
    except UnsafeSQLite as unsafe:
        return [str(unsafe)]
    return problems(path)


def _look_at_postgresql() -> list[str]:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        return [f"PostgreSQL does not answer: {error}"]
    major = connection.get_database_version()[0]
    say(f"PostgreSQL {major}, database {connection.settings_dict['NAME']}")
    return [] if major >= LEAST_POSTGRESQL else [f"Dugnad needs PostgreSQL {LEAST_POSTGRESQL} or newer."]
