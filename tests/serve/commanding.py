"""The `dugnad` command in a process of its own, on SQLite, in a folder of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PATIENCE = 120
"""Seconds. A machine that runs other tests beside these can be slow."""
ROOT = Path(__file__).parents[2]
OURS = ("DUGNAD_", "DJANGO_")


def environment(**settings: str) -> dict[str, str]:
    """Our surroundings without any of our settings, but for those given."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)} | settings


def dugnad(*words: str, typed: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "dugnad", *words],
        capture_output=True,
        text=True,
        input=typed,
        env=environment(**settings),
        cwd=ROOT,
        timeout=PATIENCE,
        check=False,
    )


class Served:
    """A running `dugnad serve`."""

    def __init__(self, data: Path, *words: str, patience: int = PATIENCE) -> None:
        self.lines: list[str] = []
        self.patience = patience
        self.process = subprocess.Popen(
            [sys.executable, "-m", "dugnad", "serve", "--port", "0", "--data", str(data), *words],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment(),
            cwd=ROOT,
        )
        self._reader = threading.Thread(target=self._listen, daemon=True)
        self._reader.start()
        self.port = int(self.wait_for(r"http://127\.0\.0\.1:(\d+)"))

    def _listen(self) -> None:
        assert self.process.stdout
        with self.process.stdout as said:
            self.lines.extend(said)

    @property
    def said(self) -> str:
        """Everything it said so far."""
        return "".join(self.lines)

    def wait_for(self, pattern: str) -> str:
        """The first group of `pattern` once it was said."""
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline and self.process.poll() is None:
            if found := re.search(pattern, self.said):
                return found[1]
            time.sleep(0.05)
        raise AssertionError(f"{pattern} was not said, but:\n{self.said}")

    def end(self) -> int:
        """Send SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code
