"""Everything that goes out goes the guarded way: not one connection to this machine or its network (A4, row 7)."""

from __future__ import annotations

import socket
import ssl
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path

import pytest

from dugnad.kit.outbound import Forbidden, NoAnswer, get, post
from dugnad.notify.pushing import wake
from dugnad.record.actions.witnessing import fetch
from tests.kit.test_outbound import HOSTILE, Behaviour, local, trap

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
CALLERS: dict[str, Callable[[str], object]] = {
    "post": lambda url: post(url, {}),
    "get": lambda url: get(url, most=1000),
    "push": lambda url: wake(url, AT),
    "record": fetch,
}
SCHEMES = ("http", "gopher", "file", "ftp", "dict", "ldap", "data", "HTTP", "ws")
_went: list[str] = []
_listening = False


def _hear(event: str, facts: tuple[object, ...]) -> None:
    if _listening and event == "socket.connect":
        _went.append(str(facts[1]))


sys.addaudithook(_hear)


@pytest.fixture
def went() -> Iterator[list[str]]:
    """Where this process has connected to, as the interpreter itself tells it."""
    global _listening
    _went.clear()
    _listening = True
    yield _went
    _listening = False


@pytest.fixture
def nowhere(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Where somebody would have connected to; nobody gets there, so that no test leaves this machine."""
    tried: list[str] = []

    def connect(address: tuple[str, int], timeout: float | None = None) -> socket.socket:
        tried.append(address[0])
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def test_the_hook_hears_a_connection(went: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, socket.create_connection(listening.getsockname()):
        pass
    assert len(went) == 1


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("address", HOSTILE)
def test_no_caller_goes_to_a_machine_that_is_not_public(caller: str, address: str, went: list[str]) -> None:
    host = f"[{address}]" if ":" in address else address
    with pytest.raises((Forbidden, NoAnswer)):
        CALLERS[caller](f"https://{host}/x")
    assert went == []


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("address", HOSTILE)
def test_nor_by_a_name_that_leads_there(
    caller: str, address: str, went: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", (address.split("%")[0], 443))])
    with pytest.raises(Forbidden):
        CALLERS[caller]("https://push.example.org/x")
    assert went == []


@pytest.mark.parametrize("caller", CALLERS)
def test_a_name_is_asked_once_and_what_it_said_is_where_one_goes(
    caller: str, nowhere: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["1.1.1.1", "127.0.0.1", "127.0.0.1"])
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [(0, 0, 0, "", (next(answers), 443))])
    with pytest.raises(NoAnswer):
        CALLERS[caller]("https://push.example.org/x")
    assert nowhere == ["1.1.1.1"]
    assert next(answers) == "127.0.0.1"


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_nor_by_another_scheme(caller: str, scheme: str, went: list[str]) -> None:
    with pytest.raises(Forbidden):
        CALLERS[caller](f"{scheme}://push.example.org/x")
    assert went == []


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/", "https://127.0.0.1/", "gopher://127.0.0.1:6379/"])
def test_a_redirect_leads_nowhere(tmp_path: Path, target: str, went: list[str]) -> None:
    moved = f"HTTP/1.1 302 Found\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n".encode()
    with trap(tmp_path, moved) as there:
        url = f"https://push.example.org:{there.port}/"
        assert get(url, most=100, way=there.way, resolve=local)[0].status == 302
        assert post(url, {}, way=there.way, resolve=local).status == 302
    assert there.came == 2
    assert all(f"{there.port}" in place for place in went)


def a_byte_at_a_time(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            line.sendall(b"x")
            time.sleep(0.2)


def without_end(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
        while True:
            line.sendall(b"x" * 65_536)


def cut_off(line: ssl.SSLSocket) -> None:
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nshort")


@pytest.mark.parametrize("behave", [a_byte_at_a_time, without_end, cut_off])
def test_a_body_that_never_ends_is_cut(tmp_path: Path, behave: Behaviour) -> None:
    begun = time.monotonic()
    tracemalloc.start()
    with trap(tmp_path, behave) as there:
        with pytest.raises(NoAnswer):
            get(f"https://push.example.org:{there.port}/", most=100_000, way=there.way, resolve=local, patience=1.0)
        took, (_now, most) = time.monotonic() - begun, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2
    assert most < 2_000_000


def test_a_body_that_says_it_is_packed_stays_packed(tmp_path: Path) -> None:
    body = b"\x1f\x8b" + b"\0" * 500
    packed = b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + body
    with trap(tmp_path, packed) as there:
        answer, read = get(f"https://push.example.org:{there.port}/", most=1000, way=there.way, resolve=local)
    assert read == body
    assert b"Accept-Encoding: identity" in there.asked[0]
    assert answer.headers["content-encoding"] == "gzip"


def test_all_those_addresses_are_twenty_at_least() -> None:
    assert len({ip_address(address.split("%")[0]) for address in HOSTILE}) >= 20
