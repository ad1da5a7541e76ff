"""The one listening socket all page processes accept from."""

from __future__ import annotations

import errno
import socket
import time

BACKLOG = 1024
ENDING = 0.7
"""Seconds the children of a server that was killed need to let go of the port."""
UNREAD = 60_000
"""Milliseconds a reader may leave an answer untouched before the kernel ends the connection."""


class PortTaken(Exception):
    """Somebody else listens there, or we may not. The message can be shown as it is."""


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on `host` and `port`; port 0 takes any that is free.

    Raises `PortTaken`.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    if hasattr(socket, "TCP_USER_TIMEOUT"):
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNREAD)
    try:
        _bind(listening, host, port)
        listening.listen(BACKLOG)
    except (OSError, OverflowError) as error:
        listening.close()
        raise PortTaken(_reason(host, port, error)) from error
    listening.setblocking(False)
    return listening


def _bind(listening: socket.socket, host: str, port: int) -> None:
    deadline = time.monotonic() + ENDING
    while True:
        try:
            return listening.bind((host, port))
        except OSError as error:
            if error.errno != errno.EADDRINUSE or time.monotonic() > deadline:
                raise
        time.sleep(0.05)


def address(listening: socket.socket) -> str:
    """What to type into a browser."""
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def own_names(host: str) -> list[str]:
    """The names by which others reach us when we listen on `host`, as they stand in a Host header."""
    if host not in {"", "0.0.0.0", "::"}:
        return [f"[{host}]" if ":" in host else host]
    names = [socket.gethostname(), f"{socket.gethostname()}.local"]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(("192.0.2.1", 9))  # sends nothing: the kernel only picks the address it would send from
        except OSError:
            return names
        return [*names, asking.getsockname()[0]]


def _reason(host: str, port: int, error: OSError | OverflowError) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return f"Something already listens on port {port}. Choose another one: --port {_other(port)}"
    if number == errno.EACCES:
        return f"Ports below 1024 belong to the system, so {port} is not open to us. Try --port 8000"
    if number == errno.EADDRNOTAVAIL or isinstance(error, socket.gaierror):
        return f"This machine has no address {host}. Try --host 127.0.0.1"
    return f"{host}:{port} cannot be listened on: {error}"


def _other(port: int) -> int:
    return port + 1 if port < 65_535 else 8000
