"""A parent that forks a few children, starts again whichever dies, and ends them all when told to.

The children share the parent's memory as long as nobody writes to it, so the parent loads everything first and holds
no thread and no connection when `run` is called.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

ENDING = 9.0
"""Seconds the children have to finish what they are doing; then they are killed."""
STEADY = 30.0
"""Seconds a child must live for its earlier deaths to be forgotten."""
LONGEST_PAUSE = 30.0

Body = Callable[[int], None]
"""What a child does. It ends on SIGTERM, or when the descriptor it is given becomes readable: the parent is gone."""


@dataclass
class Child:
    """One process to be kept alive. `pid` is 0 while it is not running."""

    name: str
    body: Body
    pid: int = 0
    started: float = 0
    deaths: int = 0
    due: float = 0
    gone: Callable[[], None] = lambda: None
    """Called in the parent when the process has ended."""

    def pause(self, lived: float) -> float:
        """Seconds to wait before the next start, after a life of `lived` seconds."""
        self.deaths = 1 if lived >= STEADY else self.deaths + 1
        return float(min(0.5 * 2 ** (self.deaths - 1), LONGEST_PAUSE))


class Supervisor:
    """Keeps `children` alive until SIGTERM or SIGINT."""

    def __init__(self, children: Sequence[Child], say: Callable[[str], None]) -> None:
        self.children = children
        self.say = say
        self.ending = False
        self._woken, self._wake = os.pipe()
        self._lifeline, self._life = os.pipe()

    def run(self, begun: Callable[[], None] = lambda: None) -> None:
        """Start all, call `begun`, watch them, return when all have ended: some ten seconds after SIGTERM at most."""
        os.set_blocking(self._wake, False)
        signal.set_wakeup_fd(self._wake, warn_on_full_buffer=False)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._end)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._start_due()
        begun()
        while not self.ending:
            self._start_due()
            self._sleep(self._until_next())
            self._reap()
        self._finish()

    def _end(self, number: int, frame: object) -> None:
        if self.ending:  # a second Ctrl+C: no more patience
            self._signal(signal.SIGKILL)
        self.ending = True

    def _start_due(self) -> None:
        for child in self.children:
            if not child.pid and child.due <= time.monotonic():
                child.started = time.monotonic()
                child.pid = self._fork(child.body)

    def _fork(self, body: Body) -> int:
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid:
            return pid
        code = 1
        try:
            self._become_child()
            body(self._lifeline)
            code = 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)

    def _become_child(self) -> None:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # Ctrl+C reaches the whole group; the parent tells the children in its own order.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for descriptor in (self._woken, self._wake, self._life):
            os.close(descriptor)

    def _until_next(self) -> float | None:
        due = [child.due for child in self.children if not child.pid]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def _sleep(self, seconds: float | None) -> None:
        if not self.ending and select.select([self._woken], [], [], seconds)[0]:
            os.read(self._woken, 1024)

    def _reap(self) -> None:
        for child in self.children:
            if child.pid:
                pid, status = os.waitpid(child.pid, os.WNOHANG)
                if pid:
                    self._died(child, os.waitstatus_to_exitcode(status))

    def _died(self, child: Child, code: int) -> None:
        child.pid = 0
        child.gone()
        if self.ending:
            return
        now = time.monotonic()
        pause = child.pause(now - child.started)
        child.due = now + pause
        how = f"was ended by {signal.Signals(-code).name}" if code < 0 else f"ended with code {code}"
        with suppress(OSError):  # a terminal that was closed is no reason to end
            self.say(f"{child.name} {how}. Starting it again in {pause:g} s.")

    def _signal(self, number: signal.Signals) -> None:
        for child in self.children:
            if child.pid:
                os.kill(child.pid, number)

    def _finish(self) -> None:
        self._signal(signal.SIGTERM)
        deadline = time.monotonic() + ENDING
        while any(child.pid for child in self.children):
            self._reap()
            if time.monotonic() > deadline:
                self._signal(signal.SIGKILL)
            time.sleep(0.02)
