from __future__ import annotations

import socket

import pytest

from dugnad.serve.sockets import PortTaken, address, listen, own_names


def test_a_free_port_is_listened_on() -> None:
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        assert address(listening) == f"http://127.0.0.1:{port}"
        socket.create_connection(("127.0.0.1", port)).close()


def test_a_port_that_is_taken_is_named_with_a_way_out() -> None:
    with listen("127.0.0.1", 0) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(PortTaken, match=rf"already listens on port {port}. Choose another one: --port {port + 1}"):
            listen("127.0.0.1", port)


@pytest.mark.parametrize(
    ("host", "port", "said"),
    [
        ("192.0.2.1", 8000, "no address 192.0.2.1"),
        ("no-such-machine.invalid", 8000, "no address no-such-machine.invalid"),
        ("127.0.0.1", 70_000, "cannot be listened on"),
    ],
)
def test_what_cannot_be_listened_on_is_said_in_words(host: str, port: int, said: str) -> None:
    with pytest.raises(PortTaken, match=said):
        listen(host, port)


def test_the_names_of_one_address_are_that_address() -> None:
    assert own_names("192.0.2.7") == ["192.0.2.7"]
    assert own_names("::1") == ["[::1]"]


def test_listening_everywhere_answers_to_the_machines_names() -> None:
    assert socket.gethostname() in own_names("0.0.0.0")
