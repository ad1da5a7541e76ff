"""A `dugnad serve` to be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.faults.surroundings import ROOT, environment

PAGES = 2
PATIENCE = 90


class Server:
    """Two page processes, one worker, and the parent that watches them, all in one process group."""

    def __init__(self, data: Path, database: str) -> None:
        self.data = data
        self.port = _free_port()
        self._environment = environment(data, database)
        self._process: subprocess.Popen[bytes] | None = None
        self._log = (data.parent / "server.log").open("ab")

    def start(self) -> None:
        """Start it and wait until it is whole."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "dugnad", "serve", "--empty", "--port", str(self.port), "--workers", str(PAGES)],
            cwd=ROOT,
            env=self._environment,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,
        )
        self.wait_until_whole()

    def wait_until_whole(self) -> None:
        """Until all its processes are there and a page is answered."""
        wait_for(lambda: len(self.children()) == PAGES + 1 and self._answers(), "the server", self.said)

    def kill_tree(self) -> None:
        """End every process of it at the same moment."""
        os.killpg(self._parent().pid, signal.SIGKILL)
        self._parent().wait()

    def kill_parent(self) -> None:
        """End the parent only: the others notice that it is gone and end by themselves."""
        children = self.children()
        self._parent().kill()
        self._parent().wait()
        wait_for(lambda: not any(_lives(child) for child in children), "the end of the children", self.said)

    def kill_child(self, chance: float) -> None:
        """End one page process or the worker, as `chance` (0 to 1) says; the parent starts it again."""
        children = self.children()
        os.kill(children[int(chance * len(children))], signal.SIGKILL)

    def close(self) -> None:
        """Leave nothing behind."""
        if self._process and self._process.poll() is None:
            self.kill_tree()
        self._log.close()

    def children(self) -> list[int]:
        """The ids of the page processes and the worker that live."""
        parent = self._parent().pid
        try:
            return [int(word) for word in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
        except OSError:
            return []

    def said(self) -> str:
        """The end of what it has printed."""
        return (self.data.parent / "server.log").read_text(errors="replace")[-4000:]

    def _parent(self) -> subprocess.Popen[bytes]:
        assert self._process
        return self._process

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()


def wait_for(what: Callable[[], bool], name: str, said: Callable[[], str]) -> None:
    """Until `what` is true; `AssertionError` when it takes too long."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until, f"Waited too long for {name}.\n{said()}"
        time.sleep(0.03)


def _lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
