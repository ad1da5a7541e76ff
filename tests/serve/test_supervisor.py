from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from dugnad.serve.supervisor import LONGEST_PAUSE, STEADY, Child

PATIENCE = 10
ROOT = Path(__file__).parents[2]
START = "import django; django.setup(); from tests.serve.small_server import main; main({processes})"


class Running:
    """A small server, what it says, and who answers there."""

    def __init__(self, processes: int) -> None:
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"}
        self.parent = subprocess.Popen(
            [sys.executable, "-c", START.format(processes=processes)],
            stdout=subprocess.PIPE,
            text=True,
            env=environment,
            cwd=ROOT,
        )
        assert self.parent.stdout
        self.said = self.parent.stdout
        self.port = int(self.said.readline())

    def connect(self) -> HTTPConnection:
        return HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self, path: str = "/pid", connection: HTTPConnection | None = None) -> int:
        connection = connection or self.connect()
        connection.request("GET", path)
        return int(connection.getresponse().read())

    def wait_for_both(self) -> set[int]:
        """Ask until two processes have answered: one is there before the other."""
        answered: set[int] = set()
        deadline = time.monotonic() + PATIENCE
        while len(answered) < 2 and time.monotonic() < deadline:
            resting = [self.connect() for _ in range(2)]
            answered |= {self.ask(connection=connection) for connection in resting}
            for connection in resting:
                connection.close()
        return answered

    def end(self) -> int:
        self.parent.send_signal(signal.SIGTERM)
        return self.parent.wait(PATIENCE + 2)


@pytest.fixture
def one() -> Iterator[Running]:
    yield from _running(1)


@pytest.fixture
def two() -> Iterator[Running]:
    yield from _running(2)


def _running(processes: int) -> Iterator[Running]:
    running = Running(processes)
    yield running
    running.parent.kill()
    running.parent.wait(PATIENCE)
    running.said.close()


def is_alive(pid: int) -> bool:
    """Whether the process runs. One that ended but was not waited for (there is no init in a container) does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ends(pid: int) -> bool:
    """Whether the process ends within our patience."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if not is_alive(pid):
            return True
        time.sleep(0.05)
    return False


def test_a_process_that_is_killed_is_started_again_and_it_is_said(one: Running) -> None:
    before = one.ask()
    os.kill(before, signal.SIGKILL)

    assert one.said.readline() == "process 0 was ended by SIGKILL. Starting it again in 0.5 s.\n"
    assert one.ask() != before


def test_a_process_that_ends_itself_is_started_again_and_its_code_is_said(one: Running) -> None:
    with pytest.raises(OSError, match=r"closed connection|reset"):
        one.ask("/die")

    assert one.said.readline() == "process 0 ended with code 7. Starting it again in 0.5 s.\n"
    assert one.ask() > 0


def test_sigterm_ends_all_of_them(two: Running) -> None:
    children = two.wait_for_both()

    assert two.end() == 0
    assert not any(is_alive(child) for child in children)
    assert two.said.readline() == "ended\n"


def test_an_answer_that_is_under_way_is_finished_first(one: Running) -> None:
    one.ask()
    answers: list[int] = []
    asking = threading.Thread(target=lambda: answers.append(one.ask("/slow")))
    asking.start()
    time.sleep(0.5)
    began = time.monotonic()

    assert one.end() == 0
    asking.join(PATIENCE)
    assert answers != []
    assert time.monotonic() - began < PATIENCE


def test_connections_that_rest_do_not_hold_it_up(one: Running) -> None:
    resting = [one.connect() for _ in range(5)]
    for connection in resting:
        one.ask(connection=connection)
    half_open = socket.create_connection(("127.0.0.1", one.port))
    half_open.sendall(b"GET / HT")
    began = time.monotonic()

    assert one.end() == 0
    assert time.monotonic() - began < PATIENCE
    half_open.close()


def test_the_children_end_when_their_parent_is_killed(two: Running) -> None:
    children = two.wait_for_both()
    two.parent.kill()

    assert all(ends(child) for child in children)


def test_connections_are_shared_out_evenly(two: Running) -> None:
    two.wait_for_both()
    connections = [two.connect() for _ in range(20)]
    for connection in connections:
        connection.connect()
    answers = [two.ask(connection=connection) for connection in connections]

    shares = [answers.count(pid) for pid in set(answers)]
    assert len(shares) == 2
    assert max(shares) - min(shares) <= 2  # on a machine with much else to do, one of them may wake too late


def test_when_one_is_gone_the_other_takes_all(two: Running) -> None:
    gone = two.ask()
    os.kill(gone, signal.SIGKILL)
    two.said.readline()

    assert gone not in {two.ask() for _ in range(5)}


def test_pauses_grow_with_early_deaths_and_are_forgotten_after_a_steady_life() -> None:
    child = Child("x", lambda _lifeline: None)

    assert [child.pause(1) for _ in range(4)] == [0.5, 1, 2, 4]
    assert child.pause(STEADY) == 0.5
    assert max(child.pause(1) for _ in range(12)) == LONGEST_PAUSE
