"""What is fetched from others: as much as was asked for, whole, and by the same guarded way."""

from __future__ import annotations

import ssl
import time
from contextlib import suppress
from pathlib import Path

import pytest

from dugnad.kit.outbound import Answer, Forbidden, NoAnswer, Way, get
from tests.kit.test_outbound import Behaviour, local, trap

BODY = b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"


def test_a_body_is_fetched(tmp_path: Path) -> None:
    with trap(tmp_path, BODY) as there:
        answer, body = get(f"https://push.example.org:{there.port}/a", most=5, way=there.way, resolve=local)
    assert (answer, body) == (Answer(200, {"content-length": "5"}), b"hello")
    (asked,) = there.asked
    assert asked.startswith(b"GET /a HTTP/1.0\r\nHost: push.example.org")


def endless(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"y" * 10_000)


def drip(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in range(100):
            line.sendall(b"y")
            time.sleep(0.1)


@pytest.mark.parametrize(
    "behave", [endless, drip, b"", BODY[:-1], BODY.replace(b"5", b"x"), b"HTTP/1.1 200 OK\r\n\r\n" + b"y" * 40_000]
)
def test_too_much_too_little_and_too_slow_are_no_answer(tmp_path: Path, behave: Behaviour | bytes) -> None:
    begun = time.monotonic()
    with trap(tmp_path, behave) as there:
        with pytest.raises(NoAnswer):
            get(f"https://127.0.0.1:{there.port}/", most=1000, way=there.way, patience=1.0)
        took = time.monotonic() - begun
    assert took < 2


def test_what_is_not_public_gets_no_packet(tmp_path: Path) -> None:
    with trap(tmp_path, BODY) as there:
        for host in ("127.0.0.1", "push.example.org"):
            with pytest.raises(Forbidden):
                get(f"https://{host}:{there.port}/", most=5, way=Way(port=there.port), resolve=local)
    assert there.came == 0
