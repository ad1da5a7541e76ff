"""Databases with all tables and nothing in them."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tests.serve.commanding import dugnad

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".check" / "tables"
MADE_BY = ("*/migrations/*.py", "*/apps.py", "kit/**/*.py", "settings.py")
"""What decides how the tables are."""
PACKAGES = ("Django", "django-allauth")
AT_ONCE = ("shell", "--command", "from dugnad.kit.tables import make_all; make_all()")
"""Words of `dugnad django`."""
NAME = "tables"
"""Of the database on PostgreSQL that others are copied from."""
MOST = 4
"""So many are kept: of the branches one goes to and fro between."""


def for_sqlite(target: Path) -> None:
    """Put one at `target`. It is a copy: a process for each would take a second."""
    made = KEPT / f"{_key()}.sqlite3"
    with _one_at_a_time():
        if not made.exists():
            with TemporaryDirectory(prefix="dugnad-tables-") as folder:
                _make(DUGNAD_DATA=folder)
                shutil.copy(Path(folder) / "dugnad.sqlite3", begun := made.with_suffix(".begun"))
            begun.rename(made)
            for path in sorted(KEPT.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-MOST]:
                path.unlink()
    shutil.copy(made, target)


def for_postgres(address: str) -> str:
    """The name of one on the server at `address`."""
    import psycopg  # an optional requirement

    with _one_at_a_time(), psycopg.connect(address, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            server.execute(f"CREATE DATABASE {NAME}")
            with TemporaryDirectory(prefix="dugnad-tables-") as folder:
                _make(DUGNAD_DATA=folder, DUGNAD_DATABASE=urlsplit(address)._replace(path=f"/{NAME}").geturl())
    return NAME


def _make(**settings: str) -> None:
    done = dugnad("django", *AT_ONCE, **settings)
    assert done.returncode == 0, done.stderr


def _key() -> str:
    files = sorted({path for pattern in MADE_BY for path in (ROOT / "dugnad").glob(pattern)})
    told = [version(package) for package in PACKAGES] + [path.read_text() for path in files]
    return sha256("\0".join(told).encode()).hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
