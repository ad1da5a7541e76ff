"""A PostgreSQL that can be killed and started again on the same data and port."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import postgres

SECRET = "only on loopback, only for a test"


class Cluster:
    """One server in a folder of its own."""

    def __init__(self, binaries: postgres.Binaries, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._user = postgres.whom()
        self._port = postgres.free_port()
        self._server: subprocess.Popen[bytes] | None = None
        if self._user:
            os.chown(folder, self._user.pw_uid, self._user.pw_gid)
        postgres.make(binaries, folder, self._user, SECRET.replace(" ", "-"))

    @property
    def address(self) -> str:
        """As `DUGNAD_DATABASE` wants it."""
        return f"postgres://dugnad:{SECRET.replace(' ', '-')}@127.0.0.1:{self._port}/postgres"

    def start(self) -> None:
        """Start it, recovering from whatever befell it."""
        settings = {**postgres.QUICK, "port": str(self._port), "listen_addresses": "127.0.0.1"}
        settings["unix_socket_directories"] = ""
        words = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
        with (self._folder / "log").open("ab") as log:
            self._server = subprocess.Popen(
                [self._binaries.folder / "postgres", "-D", self._folder / "data", *words],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                start_new_session=True,
                **postgres.as_whom(self._user),
            )
        postgres.wait_for(self._port, self._server, self._folder / "log")

    def kill(self) -> None:
        """What `pg_ctl stop -m immediate` does: no farewell, no checkpoint; the next start recovers from the log."""
        assert self._server
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(30)

    def kill_backend(self, chance: float) -> bool:
        """End one of the processes that serve a connection; the server throws all others out and recovers."""
        assert self._server
        pid = self._server.pid
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        serving = [child for child in children if b"dugnad" in _command(child)]
        if not serving:
            return False
        os.kill(int(serving[int(chance * len(serving))]), signal.SIGKILL)
        return True

    def close(self) -> None:
        """Leave nothing behind."""
        if self._server and self._server.poll() is None:
            self.kill()


@contextmanager
def cluster() -> Iterator[Cluster | None]:
    """One that is running; None where PostgreSQL is not installed."""
    binaries = postgres.find()
    if binaries is None:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="dugnad-kill-"))
    one = Cluster(binaries, folder)
    try:
        one.start()
        yield one
    finally:
        one.close()
        shutil.rmtree(folder, ignore_errors=True)


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
