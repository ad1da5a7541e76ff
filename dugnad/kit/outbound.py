"""Requests to addresses that somebody else gave us. They lead to public machines only, and to nothing of ours.

`ipaddress.is_global` is not enough: Python calls `64:ff9b::7f00:1` global, behind which 127.0.0.1 may answer. So what
is not public is listed. A name is resolved once, every address it has must be public, and the connection goes to the
address that was looked at, so that a name server cannot answer otherwise the second time. Redirects are not followed,
and of the answer no more is read than status and headers, and of a body as many bytes as were asked for.
"""

from __future__ import annotations

import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

Address = IPv4Address | IPv6Address
Resolve = Callable[[str, int], list[str]]

PATIENCE = 5.0
"""Seconds for everything: the name, the connection, the encryption, the answer."""
LARGEST = 16_384
"""Bytes of an answer's status and headers."""
LONGEST_URL = 1_000
PORT = 443
HOST = re.compile(r"(?=.{1,253}\Z)[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))*\Z")
PATH = re.compile(r"[!-~]*\Z")
BLOCKS = (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23",
    "2001:db8::/32", "2002::/16", "3fff::/20", "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
)  # fmt: skip
NOT_PUBLIC = tuple(ip_network(block) for block in BLOCKS)


class Forbidden(Exception):
    """An address we do not go to. Nothing was sent, and nothing but a name was asked for."""


class NoAnswer(Exception):
    """Nobody answered in time, or not in a way that can be understood."""


@dataclass(frozen=True)
class Answer:
    """`headers` by lower-case name; of several the last."""

    status: int
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Way:
    """How to get out. The one there is, `PUBLIC`, leads to public machines; a test brings one to its own machine."""

    port: int = PORT
    trusted: ssl.SSLContext | None = None
    also: frozenset[str] = frozenset()

    def leads_to(self, address: Address) -> bool:
        """Whether a request may go there."""
        return is_public(address) or str(address) in self.also


PUBLIC = Way()


def is_public(address: Address) -> bool:
    """Whether this is the address of a machine that everybody can reach."""
    same_kind = (block for block in NOT_PUBLIC if block.version == address.version)
    scoped = isinstance(address, IPv6Address) and address.scope_id is not None
    return address.is_global and not scoped and not any(address in block for block in same_kind)


def check(url: str, way: Way = PUBLIC) -> None:
    """Look at an address without asking anybody. Raises `Forbidden`."""
    _target(url, way)


def post(
    url: str,
    headers: Mapping[str, str],
    body: bytes = b"",
    *,
    way: Way = PUBLIC,
    patience: float = PATIENCE,
    resolve: Resolve | None = None,
) -> Answer:
    """POST to `url` over HTTPS. Raises `Forbidden` and `NoAnswer`."""
    until = time.monotonic() + patience
    host, path = _target(url, way)
    address = _looked_at(_resolved(host, way.port, resolve or _ask, until), way)
    said = "".join(f"{name}: {_line(value)}\r\n" for name, value in headers.items())
    asked = f"POST {path} HTTP/1.1\r\nHost: {_shown(host, way)}\r\n{said}Content-Length: {len(body)}\r\n"
    try:
        return _read(_exchange(host, address, way, f"{asked}Connection: close\r\n\r\n".encode("latin-1") + body, until))
    except (OSError, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error


def get(
    url: str,
    *,
    most: int,
    way: Way = PUBLIC,
    patience: float = PATIENCE,
    resolve: Resolve | None = None,
) -> tuple[Answer, bytes]:
    """GET `url` over HTTPS: the answer, and its body of up to `most` bytes. Raises `Forbidden` and `NoAnswer`."""
    until = time.monotonic() + patience
    host, path = _target(url, way)
    address = _looked_at(_resolved(host, way.port, resolve or _ask, until), way)
    asked = f"GET {path} HTTP/1.0\r\nHost: {_shown(host, way)}\r\nAccept-Encoding: identity\r\n\r\n"
    try:
        told = _exchange(host, address, way, asked.encode("latin-1"), until, most)
        answer, body = _read(told), told.partition(b"\r\n\r\n")[2]
        if int(answer.headers.get("content-length", len(body))) != len(body):
            raise ValueError("cut off")
    except (OSError, ValueError) as error:
        raise NoAnswer(type(error).__name__) from error
    return answer, body


def _target(url: str, way: Way) -> tuple[str, str]:
    """Host and path of an address that may be one of ours to go to."""
    if len(url) > LONGEST_URL or not PATH.match(url):
        raise Forbidden("too long, or with signs that do not belong in an address")
    try:
        told = urlsplit(url)
        port = told.port or PORT
        host = (told.hostname or "").rstrip(".")
    except ValueError as error:
        raise Forbidden("not an address") from error
    if told.scheme != "https" or told.username is not None or told.password is not None or "\\" in url:
        raise Forbidden("not plain https")
    if port != way.port:
        raise Forbidden("another port")
    if literal := _literal(host):
        if not way.leads_to(literal):
            raise Forbidden("not a public machine")
    elif not HOST.match(host) or host.rpartition(".")[2].isdigit() or "." not in host:
        raise Forbidden("not the name of a public machine")
    return host, (told.path or "/") + (f"?{told.query}" if told.query else "")


def _literal(host: str) -> Address | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def _ask(host: str, port: int) -> list[str]:
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def _resolved(host: str, port: int, resolve: Resolve, until: float) -> list[str]:
    """The addresses of a name. The system's resolver cannot be stopped, so it is left behind when it takes too long."""
    if _literal(host):
        return [host]
    found: list[str] = []

    def ask() -> None:
        with suppress(OSError, UnicodeError):
            found.extend(resolve(host, port))

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(max(0.0, until - time.monotonic()))
    return [] if thread.is_alive() else list(found)


def _looked_at(addresses: list[str], way: Way) -> Address:
    """The address to go to, when all of them are public: a name with one that is not is up to no good."""
    if not addresses:
        raise NoAnswer("no address")
    known = [_literal(address) for address in addresses]
    if not all(one is not None and way.leads_to(one) for one in known):
        raise Forbidden("not a public machine")
    return next(one for one in known if one is not None)


def _shown(host: str, way: Way) -> str:
    named = f"[{host}]" if ":" in host else host
    return named if way.port == PORT else f"{named}:{way.port}"


def _line(value: str) -> str:
    if not value.isprintable():
        raise ValueError("a header has one line")
    return value


def _exchange(host: str, address: Address, way: Way, asked: bytes, until: float, most: int = 0) -> bytes:
    """What was answered, up to the end of its headers, or with `most` bytes of body at the most.

    Each wait is as long as what is left of the whole time.
    """
    context = way.trusted or ssl.create_default_context()
    with (
        socket.create_connection((str(address), way.port), timeout=_left(until)) as plain,
        _cut_at(until, plain),
        context.wrap_socket(plain, server_hostname=host) as line,
    ):
        line.settimeout(_left(until))
        line.sendall(asked)
        answer = bytearray()
        while most or b"\r\n\r\n" not in answer:
            line.settimeout(_left(until))
            part = line.recv(2048)
            if not part and b"\r\n\r\n" in answer:
                _left(until)  # cut off by us, a body is not at its end
                break
            if not part or len(answer) + len(part) > LARGEST + most:
                raise ValueError("no end of headers")
            answer += part
    return bytes(answer)


@contextmanager
def _cut_at(until: float, line: socket.socket) -> Iterator[None]:
    """End the connection at that moment, whatever is waited for: a byte a second would keep each wait short."""
    end = line.dup()
    watch = threading.Timer(_left(until), _cut, [end])
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        end.close()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _read(answer: bytes) -> Answer:
    first, *lines = answer.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    status = re.fullmatch(r"HTTP/1\.[01] ([1-5][0-9]{2})(?: .*)?", first)
    if not status:
        raise ValueError("not an answer")
    pairs = (line.partition(":") for line in lines)
    return Answer(int(status[1]), {name.strip().lower(): value.strip() for name, colon, value in pairs if colon})
