"""A PostgreSQL database as a stream of bytes and back, by PostgreSQL's own programs; it never lies open on a disk."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from typing import IO
from urllib.parse import unquote, urlsplit

BLOCK = 8 * 1024 * 1024
"""Bytes that are held in memory at a time."""


class DumpFailed(Exception):
    """One of PostgreSQL's programs is not there, or did not do it. The message can be shown."""


def dump(address: str) -> Iterator[bytes]:
    """The database at `address` (`postgres://…`) as it is at this moment, in blocks. Raises `DumpFailed`."""
    with tempfile.TemporaryFile() as told:
        words = [_program("pg_dump"), "--format=custom", "--no-owner", "--no-privileges"]
        with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=told, env=_environment(address)) as running:
            assert running.stdout
            try:
                while block := running.stdout.read(BLOCK):
                    yield block
            except GeneratorExit:
                running.kill()
                raise
        _well(running, told)


class Loader:
    """Takes a dump in pieces: into the empty database at `address`, or, without one, only reads it through.

    All of it goes in, or nothing does.
    """

    def __init__(self, address: str = "") -> None:
        words = [_program("pg_restore"), "--exit-on-error", "--no-owner", "--no-privileges"]
        if address:
            words += ["--single-transaction", f"--dbname={_name(address)}"]
        else:
            words += ["--file=-"]
        self._told = tempfile.TemporaryFile()  # noqa: SIM115  # `close` or `give_up` closes it, long after this
        self._running = subprocess.Popen(
            words,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=self._told,
            env=_environment(address) if address else None,
        )

    def write(self, block: bytes) -> None:
        """Take the next piece. What is wrong with it is told by `close`."""
        assert self._running.stdin
        with suppress(BrokenPipeError):
            self._running.stdin.write(block)

    def close(self) -> None:
        """That was all. Raises `DumpFailed`."""
        with suppress(BrokenPipeError):
            self._running.communicate()
        try:
            _well(self._running, self._told)
        finally:
            self._told.close()

    def give_up(self) -> None:
        """Put nothing in, unless it was closed before."""
        if self._running.poll() is None:
            self._running.kill()
            self._running.communicate()
        self._told.close()


def is_empty(address: str) -> bool:
    """Whether the database at `address` has no tables. Raises `DumpFailed`."""
    words = [_program("pg_dump"), "--schema-only", "--schema=public", "--format=plain"]
    done = subprocess.run(words, capture_output=True, text=True, env=_environment(address), check=False)
    if done.returncode:
        raise DumpFailed(done.stderr.strip())
    return "CREATE TABLE" not in done.stdout


def _well(running: subprocess.Popen[bytes], told: IO[bytes]) -> None:
    if running.returncode:
        told.seek(0)
        raise DumpFailed(told.read(2000).decode(errors="replace").strip() or f"It ended with {running.returncode}.")


def _program(name: str) -> str:
    found = shutil.which(name)
    if not found:
        raise DumpFailed(f"{name} is not installed here (Debian: sudo apt install postgresql-client).")
    return found


def _name(address: str) -> str:
    return unquote(urlsplit(address).path.lstrip("/"))


def _environment(address: str) -> dict[str, str]:
    """What libpq reads. Words of a command could be read by others on the machine."""
    there = urlsplit(address)
    told = {
        "PGHOST": there.hostname or "",
        "PGPORT": str(there.port or ""),
        "PGUSER": unquote(there.username or ""),
        "PGPASSWORD": unquote(there.password or ""),
        "PGDATABASE": _name(address),
    }
    return {**os.environ, **{name: value for name, value in told.items() if value}}
