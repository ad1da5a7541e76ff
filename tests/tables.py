"""The tables of the tests' databases, made once and copied: making them by all steps takes ten seconds a process."""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from tools import postgres

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".check" / "tables"
MADE_BY = ("*/migrations/*.py", "*/apps.py", "kit/**/*.py", "settings.py")
"""What decides how the tables are."""
PACKAGES = ("Django", "django-allauth")
NAME = "tables"
"""Of the database on PostgreSQL that others are copied from."""
MOST = 4
"""So many are kept: of the branches one goes to and fro between."""


def for_sqlite(target: Path) -> None:
    """Put a database with all tables and nothing in them at `target`."""
    made = KEPT / f"{_key()}.sqlite3"
    with _one_at_a_time():
        if not made.exists():
            with TemporaryDirectory(prefix="dugnad-tables-") as folder:
                _migrate(DUGNAD_DATA=folder)
                shutil.copy(Path(folder) / "dugnad.sqlite3", begun := made.with_suffix(".begun"))
            begun.rename(made)
            _forget_old()
        os.utime(made)
    shutil.copy(made, target)


def for_postgres(address: str) -> str:
    """The name of a database with all tables and nothing in them, on the server at `address`."""
    import psycopg  # an optional requirement

    with _one_at_a_time(), psycopg.connect(address, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone():
            server.execute(f"CREATE DATABASE {NAME}")
            _fill(urlsplit(address)._replace(path=f"/{NAME}").geturl())
    return NAME


def into_postgres(address: str) -> None:
    """Make all tables in the empty database at `address`."""
    with _one_at_a_time():
        _fill(address)


def _fill(address: str) -> None:
    """Make the tables in this empty database: out of a dump of an earlier server's, if there is one."""
    server = postgres.find()
    path = os.pathsep.join([str(server.folder) if server else "", os.environ["PATH"]])
    writes, reads = shutil.which("pg_dump", path=path), shutil.which("psql", path=path)
    made = KEPT / f"{_key()}-{server.version if server else 0}.sql"
    if reads and made.exists():
        quietly = ["--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"]
        subprocess.run([reads, *quietly, f"--dbname={address}", f"--file={made}"], check=True)
        os.utime(made)
        return
    with TemporaryDirectory(prefix="dugnad-tables-") as folder:
        _migrate(DUGNAD_DATA=folder, DUGNAD_DATABASE=address)
    if writes:
        begun = made.with_suffix(".begun")
        subprocess.run([writes, f"--dbname={address}", f"--file={begun}"], check=True)
        begun.rename(made)
        _forget_old()


def _key() -> str:
    files = sorted({path for pattern in MADE_BY for path in (ROOT / "dugnad").glob(pattern)})
    told = [version(package) for package in PACKAGES] + [path.read_text() for path in files]
    return sha256("\0".join(told).encode()).hexdigest()[:16]


def _migrate(**settings: str) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("DUGNAD_", "DJANGO_"))}
    command = [sys.executable, "-m", "dugnad", "django", "migrate", "--verbosity=0", "--run-syncdb"]
    subprocess.run(command, cwd=ROOT, env=ours | settings, check=True)


def _forget_old() -> None:
    for kind in ("*.sqlite3", "*.sql"):
        for path in sorted(KEPT.glob(kind), key=lambda path: path.stat().st_mtime)[:-MOST]:
            path.unlink()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield
