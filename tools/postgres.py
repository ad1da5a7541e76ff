"""A PostgreSQL of one's own, for as long as tests run: empty, on a free loopback port, gone afterwards.

By hand: .venv/bin/python -m tools.postgres .venv/bin/pytest tests/ledger
runs the command with DUGNAD_DATABASE set; without a command it waits for Ctrl+C.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

LEAST = 15
PATIENCE = 30.0
UNPRIVILEGED = ("postgres", "nobody")
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
    "log_min_messages": "fatal",
    "log_min_error_statement": "panic",
}
"""The data is thrown away, so nothing needs to survive a power cut. A killed process loses nothing all the same."""


class NoPostgres(Exception):
    """PostgreSQL is not there or does not start. The message says what to do."""


@dataclass(frozen=True)
class Binaries:
    """Where `initdb` and `postgres` are, and their major version."""

    folder: Path
    version: int


def find() -> Binaries | None:
    """The newest PostgreSQL on this machine that we support, if any."""
    folders = [Path(found).parent] if (found := shutil.which("postgres")) else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    folders += sorted(Path("/opt/homebrew/opt").glob("postgresql@*/bin"), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (version := _version(folder / "postgres")) >= LEAST:
            return Binaries(folder, version)
    return None


@contextmanager
def cluster() -> Iterator[str]:
    """Start one; yields its address as `DUGNAD_DATABASE` wants it. Raises `NoPostgres`."""
    binaries = find()
    if binaries is None:
        raise NoPostgres(f"PostgreSQL {LEAST} or newer is not installed (Debian: apt install postgresql)")
    user = whom()
    folder = Path(tempfile.mkdtemp(prefix="dugnad-postgres-"))
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        passphrase = secrets.token_hex(16)
        make(binaries, folder, user, passphrase)
        with _running(binaries, folder, user) as port:
            yield f"postgres://dugnad:{passphrase}@127.0.0.1:{port}/postgres"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _version(postgres: Path) -> int:
    told = subprocess.run([postgres, "--version"], capture_output=True, text=True, check=False).stdout
    words = told.split()
    return int(words[2].split(".")[0]) if len(words) > 2 and words[2][0].isdigit() else 0


def whom() -> pwd.struct_passwd | None:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    known = {one.pw_name: one for one in pwd.getpwall()}
    for name in UNPRIVILEGED:
        if name in known:
            return known[name]
    raise NoPostgres("PostgreSQL does not run as root, and there is no user postgres or nobody to run it as")


class AsWhom(TypedDict, total=False):
    """Words of `subprocess` about whom something runs as."""

    user: int
    group: int
    extra_groups: list[int]


def as_whom(user: pwd.struct_passwd | None) -> AsWhom:
    """What `subprocess` needs to run something as `user`; as ourselves when there is none."""
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}


def make(binaries: Binaries, folder: Path, user: pwd.struct_passwd | None, passphrase: str) -> None:
    """Make an empty cluster in `folder`/data, owned by `dugnad` with `passphrase`. Raises `NoPostgres`."""
    secret = folder / "passphrase"
    secret.write_text(passphrase)
    secret.chmod(0o600)
    if user:
        os.chown(secret, user.pw_uid, user.pw_gid)
    options = ["-D", str(folder / "data"), "-U", "dugnad", "-A", "scram-sha-256", f"--pwfile={secret}"]
    options += ["-E", "UTF8", "--lc-collate=C", "--lc-ctype=C.UTF-8", "--no-sync"]
    made = subprocess.run(
        [binaries.folder / "initdb", *options],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
        **as_whom(user),
    )
    if made.returncode:
        raise NoPostgres(f"initdb did not work: {made.stderr.strip()}")


@contextmanager
def _running(binaries: Binaries, folder: Path, user: pwd.struct_passwd | None) -> Iterator[int]:
    port = free_port()
    settings = {**QUICK, "port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("w") as log:
        server = subprocess.Popen(
            [binaries.folder / "postgres", "-D", folder / "data", *words],
            stdout=log,
            stderr=log,
            cwd=folder,
            start_new_session=True,  # Ctrl+C is for us; we end it in our own time
            **as_whom(user),
        )
    try:
        wait_for(port, server, folder / "log")
        yield port
    finally:
        server.send_signal(signal.SIGINT)  # ends connections; SIGTERM would wait for them
        try:
            server.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    """Until `server` listens on `port`. Raises `NoPostgres` with the end of its log when it does not."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise NoPostgres(f"PostgreSQL did not start: {log.read_text()[-2000:]}")


def free_port() -> int:
    """A port on loopback that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def main(command: list[str]) -> int:
    """Run `command` with a PostgreSQL of its own, or wait for Ctrl+C."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that `cluster` can tidy up
    with cluster() as address:
        environment = {**os.environ, "DUGNAD_DATABASE": address}
        if command:
            return subprocess.run(command, env=environment, check=False).returncode
        print(f"export DUGNAD_DATABASE={address}\nCtrl+C ends it", flush=True)
        try:
            signal.pause()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
