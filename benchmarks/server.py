"""Starting the real server for a measurement, and asking the kernel what it costs."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.load import processor_seconds


@dataclass(frozen=True)
class Running:
    """A server on loopback."""

    port: int
    pid: int

    def processes(self) -> dict[int, str]:
        """The parent and everything below it, with its command line."""
        found, frontier = {self.pid: "parent"}, [self.pid]
        while frontier:
            pid = frontier.pop()
            for task in Path(f"/proc/{pid}/task").glob("*/children"):
                for child in map(int, task.read_text().split()):
                    found[child] = "child"
                    frontier.append(child)
        return found

    def memory(self) -> tuple[int, int]:
        """Proportional and plain resident memory of all of them together, in KiB."""
        proportional = resident = 0
        for pid in self.processes():
            try:
                told = Path(f"/proc/{pid}/smaps_rollup").read_text()
            except (FileNotFoundError, ProcessLookupError):
                continue  # it has ended meanwhile
            for line in told.splitlines():
                if line.startswith("Pss:"):
                    proportional += int(line.split()[1])
                elif line.startswith("Rss:"):
                    resident += int(line.split()[1])
        return proportional, resident

    def at_rest(self, workers: int, *, quiet: float = 4, patience: float = 900) -> tuple[int, int]:
        """As `memory`, once the start is over: all processes there, no change of memory for `quiet` seconds, and next
        to no processor time, so that the followers have read what was written before."""
        until, since, last, used = time.monotonic() + patience, time.monotonic(), (0, 0), 0.0
        while time.monotonic() < until:
            found, spent = self.memory(), processor_seconds(list(self.processes()))
            busy = spent - used > 0.05 * quiet
            if len(self.processes()) != workers + 2 or abs(found[0] - last[0]) > 512 or busy:
                since, last, used = time.monotonic(), found, spent
            elif time.monotonic() - since > quiet:
                return found
            time.sleep(0.25)
        raise RuntimeError("The server did not come to rest.")


def free_port() -> int:
    """A port on loopback nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(data: Path, *, workers: int = 2, settings: str = "benchmarks.settings") -> Iterator[Running]:
    """`dugnad serve` in a process group of its own, ended afterwards."""
    port = free_port()
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings, "DUGNAD_DATA": str(data)}
    command = [sys.executable, "-m", "dugnad", "serve", "--empty", "--port", str(port), "--workers", str(workers)]
    with (data / "serve.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait(port, process, data / "serve.log")
            yield Running(port, process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(15)


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    for _each in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"The server ended:\n{log.read_text()}")
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(f"The server did not start:\n{log.read_text()}")
