"""A browser with a page open, as far as its stream goes; and a server to listen to."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from dugnad.asks.models import Ask
from dugnad.ledger.topics import address, here
from dugnad.people.models import Member
from tests.cast import signed_in

ROOT = Path(__file__).parents[2]
PATIENCE = 20.0
"""Seconds until something that does not come is a failure: the machine may be busy."""


@dataclass(frozen=True)
class Event:
    """One event, and when it came (by the clock of `time.monotonic`)."""

    kind: str
    facts: dict[str, Any]
    id: str
    came: float

    @property
    def piece(self) -> str:
        return str(self.facts.get("piece", ""))


class Server:
    """The application in processes of its own, on the database of the test."""

    def __init__(self, processes: int) -> None:
        surroundings = os.environ | {"LIVE_DATABASE": str(connection.settings_dict["NAME"])}
        command = [sys.executable, "-m", "tests.live.server", str(processes)]
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, env=surroundings, cwd=ROOT, start_new_session=True
        )
        assert self.process.stdout
        self.port = int(self.process.stdout.readline())

    def end(self) -> float:
        """Send SIGTERM; the seconds it took to end."""
        begun = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)
        return time.monotonic() - begun

    def children(self) -> list[int]:
        """The ids of its page processes."""
        told = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text()
        return [int(pid) for pid in told.split()]

    def holder(self, listener: Listener) -> int:
        """The id of the page process that holds the stream of `listener`."""
        ends = {(self.port, listener.port)}
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
            fields = line.split()
            here_, there = (int(fields[n].rpartition(":")[2], 16) for n in (1, 2))
            if (here_, there) in ends:
                wanted = f"socket:[{fields[9]}]"
                for pid in self.children():
                    if any(_link(fd) == wanted for fd in Path(f"/proc/{pid}/fd").iterdir()):
                        return pid
        raise AssertionError("nobody holds this stream")


def _link(path: Path) -> str:
    try:
        return os.readlink(path)
    except OSError:
        return ""


def cookie_of(member: Member) -> str:
    """The cookie of a browser in which `member` has just signed in."""
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={signed_in(member).cookies[name].value}"


def stream_of(ask: Ask) -> str:
    """The address of the stream of a page of `ask` that is made now."""
    return address("ask", ask.pk, here())


class Listener:
    """Follows an address from now on. `cookie` names a session, or is empty."""

    def __init__(self, server: Server, where: str, cookie: str = "", last: str = "") -> None:
        self.events: list[Event] = []
        self.retry = 0
        self.ended = threading.Event()
        self.ended_at = 0.0
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE)
        headers = {"Cookie": cookie} if cookie else {}
        self._connection.request("GET", where, headers=headers | ({"Last-Event-ID": last} if last else {}))
        self._socket: socket.socket = self._connection.sock  # which it forgets where an answer ends with the line
        self.port = self._socket.getsockname()[1]
        self.response: HTTPResponse = self._connection.getresponse()
        self.status = self.response.status
        if self.status == 200:
            threading.Thread(target=self._listen, daemon=True).start()
            self.wait(lambda: self.seen("presence"))

    def _listen(self) -> None:
        lines: list[str] = []
        try:
            while line := self.response.readline():
                text = line.decode().rstrip("\n")
                if text:
                    lines.append(text)
                else:
                    self._take(lines)
                    lines = []
        except (OSError, ValueError):
            pass
        self.ended_at = time.monotonic()
        self.ended.set()

    def _take(self, lines: list[str]) -> None:
        fields = dict(line.split(":", 1) for line in lines)
        if "retry" in fields:
            self.retry = int(fields["retry"])
        if "event" in fields:
            facts = json.loads(fields["data"])
            self.events.append(Event(fields["event"], facts, fields.get("id", ""), time.monotonic()))

    def seen(self, kind: str) -> list[Event]:
        """The events of this kind that came so far."""
        return [event for event in self.events if event.kind == kind]

    @property
    def pieces(self) -> list[str]:
        """What was told to be fetched anew, in order."""
        return [event.piece for event in self.seen("news")]

    @property
    def last(self) -> str:
        """Where a browser would resume from."""
        return next((event.id for event in reversed(self.events) if event.id), "")

    @property
    def others(self) -> int:
        """How many others read this too, by the last word of the server."""
        return int(self.seen("presence")[-1].facts["others"])

    def wait(self, come: Callable[[], object], seconds: float = PATIENCE) -> None:
        """Until `come()` is true."""
        deadline = time.monotonic() + seconds
        while not come():
            assert time.monotonic() < deadline, f"it did not come; so far: {self.events}"
            time.sleep(0.01)

    def hang_up(self) -> None:
        """As when the network goes: without a word."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self.ended.wait(PATIENCE)
        self._connection.close()
