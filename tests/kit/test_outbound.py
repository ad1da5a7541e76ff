"""Requests to others' addresses: what is not public gets no packet, and nobody keeps us waiting."""

from __future__ import annotations

import datetime
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from hypothesis import given
from hypothesis import strategies as st

from dugnad.kit.outbound import Answer, Forbidden, NoAnswer, Way, check, is_public, post

HOSTILE = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "100.64.0.1", "169.254.169.254", "172.31.255.255",
    "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.19.255.255", "198.51.100.1", "203.0.113.1",
    "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1",
    "64:ff9b::7f00:1", "64:ff9b:1::1", "100::1", "2001::1", "2001:db8::1", "2002:7f00:1::", "3fff::1", "5f00::1",
    "fc00::1", "fd12:3456::1", "fe80::1", "fe80::1%1", "fec0::1", "ff02::1",
)  # fmt: skip
PUBLIC = ("1.1.1.1", "9.9.9.9", "34.117.188.166", "2606:4700:4700::1111", "2a00:1450:400f:80d::200e")


@pytest.mark.parametrize("address", HOSTILE)
def test_what_is_not_public_is_known(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_what_is_public_is_known(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", HOSTILE)
def test_a_name_with_one_address_that_is_not_public_is_up_to_no_good(address: str) -> None:
    asked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["1.1.1.1", address]

    with pytest.raises(Forbidden):
        post("https://push.example.org/", {}, resolve=resolve)
    assert asked == ["push.example.org"]


URLS = (
    "http://push.example.org/", "gopher://push.example.org/", "file:///etc/passwd", "ftp://push.example.org/",
    "javascript:alert(1)", "//push.example.org/", "push.example.org", "", "https://", "https:///x", "https://localhost/",
    "https://localhost./", "https://push/", "https://127.0.0.1/", "https://127.1/", "https://2130706433/",
    "https://0177.0.0.1/", "https://[::1]/", "https://[::ffff:127.0.0.1]/", "https://[fe80::1%25eth0]/", "https://[::1",
    "https://me@push.example.org/", "https://me:secret@push.example.org/", "https://push.example.org:8443/",
    "https://push.example.org:99999/", "https://push.example.org:0x1bb/", "https://push.example.org/a b",
    "https://push.example.org/\r\nX: y", "https://push.example.org\\@127.0.0.1/", "https://push.example.org/\x00",
    "https://püsh.example.org/", "https://-push.example.org/", "https://push..example.org/", "https://1.2.3.256/",
    "https://push.example.org/" + "a" * 1000,
)  # fmt: skip


@pytest.mark.parametrize("url", URLS)
def test_addresses_that_are_not_for_us_are_refused_before_anybody_is_asked(url: str) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise AssertionError(f"asked for {host}")

    with pytest.raises(Forbidden):
        post(url, {}, resolve=resolve)


@pytest.mark.parametrize("host", ["0x7f.0x1", "0x7f.0.0.0x1"])
def test_numbers_in_other_clothes_lead_nowhere(host: str) -> None:
    with pytest.raises((Forbidden, NoAnswer)):
        post(f"https://{host}/", {})


@pytest.mark.parametrize(
    "url", ["https://push.example.org/a/b?c=d", "https://PUSH.example.org:443", "https://1.1.1.1/x"]
)
def test_what_browsers_give_passes(url: str) -> None:
    check(url)


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(url: str) -> None:
    with suppress(Forbidden):
        check(url)
    with suppress(Forbidden):
        check(f"https://{url}")


@dataclass
class Trap:
    """A machine of our own with a certificate, that remembers who came and does as it is told."""

    port: int
    way: Way
    asked: list[bytes] = field(default_factory=list)
    came: int = 0


def certificate(folder: Path, host: str) -> Path:
    """Key and certificate for `host` and 127.0.0.1, good for a day, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    at = datetime.datetime.now(datetime.UTC)
    names: list[x509.GeneralName] = [x509.DNSName(host), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - datetime.timedelta(hours=1))
        .not_valid_after(at + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / "trap.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return path


Behaviour = Callable[[ssl.SSLSocket], None]
OK = b"HTTP/1.1 201 Created\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n"


@contextmanager
def trap(folder: Path, behave: Behaviour | bytes = OK, host: str = "push.example.org") -> Iterator[Trap]:
    """A trap on loopback, and the way to it."""
    pem = certificate(folder, host)
    here = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    here.load_cert_chain(pem)
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    trusted = ssl.create_default_context(cafile=str(pem))
    made = Trap(port, Way(port=port, trusted=trusted, also=frozenset({"127.0.0.1"})))

    def serve() -> None:
        while True:
            try:
                plain, _who = listening.accept()
            except OSError:
                return
            made.came += 1
            with suppress(OSError), here.wrap_socket(plain, server_side=True) as line:
                line.settimeout(10)
                made.asked.append(line.recv(65_536))
                if callable(behave):
                    behave(line)
                else:
                    line.sendall(behave)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join(12)


def local(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


def test_a_request_says_what_it_has_to(tmp_path: Path) -> None:
    with trap(tmp_path) as there:
        answer = post(f"https://push.example.org:{there.port}/a?b=c", {"TTL": "60"}, way=there.way, resolve=local)
    assert answer == Answer(201, {"retry-after": "7", "content-length": "0"})
    assert there.asked == [
        f"POST /a?b=c HTTP/1.1\r\nHost: push.example.org:{there.port}\r\nTTL: 60\r\nContent-Length: 0\r\n"
        "Connection: close\r\n\r\n".encode()
    ]


def test_without_that_way_the_trap_gets_no_packet(tmp_path: Path) -> None:
    with trap(tmp_path) as there:
        for host in ("127.0.0.1", "push.example.org"):
            with pytest.raises(Forbidden):
                post(f"https://{host}:{there.port}/", {}, way=Way(port=there.port), resolve=local)
    assert there.came == 0


def test_a_name_that_answers_otherwise_the_second_time_is_asked_once(tmp_path: Path) -> None:
    answers = [["1.1.1.1"], ["127.0.0.1"]]
    looked: list[str] = []

    def resolve(host: str, port: int) -> list[str]:
        looked.append(host)
        return answers[len(looked) - 1]

    with trap(tmp_path) as there:
        way = Way(port=there.port, trusted=there.way.trusted)
        with pytest.raises(NoAnswer):  # nobody has that port at 1.1.1.1, or there is no network
            post(f"https://push.example.org:{there.port}/", {}, way=way, resolve=resolve)
    assert looked == ["push.example.org"]
    assert there.came == 0


def test_redirects_are_told_and_not_followed(tmp_path: Path) -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/\r\n\r\n"
    with trap(tmp_path, moved) as there:
        assert post(f"https://127.0.0.1:{there.port}/", {}, way=there.way).status == 302
    assert there.came == 1


def test_a_certificate_for_somebody_else_is_no_answer(tmp_path: Path) -> None:
    with trap(tmp_path) as there, pytest.raises(NoAnswer):
        post(f"https://other.example.org:{there.port}/", {}, way=there.way, resolve=local)
    assert there.asked == []


def test_a_certificate_that_nobody_trusts_is_no_answer(tmp_path: Path) -> None:
    with trap(tmp_path) as there:
        way = Way(port=there.port, also=there.way.also)
        with pytest.raises(NoAnswer):
            post(f"https://push.example.org:{there.port}/", {}, way=way, resolve=local)
    assert there.asked == []


def drip(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        for sign in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 1000:
            line.sendall(bytes([sign]))
            time.sleep(0.1)


def flood(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        line.sendall(b"HTTP/1.1 200 OK\r\n")
        while True:
            line.sendall(b"X: " + b"y" * 10_000 + b"\r\n")


def hang(line: ssl.SSLSocket) -> None:
    with suppress(OSError):
        line.recv(1)


@pytest.mark.parametrize(
    "behave", [drip, flood, hang, b"", b"220 mail.example.org ESMTP\r\n\r\n", b"HTTP/1.1 99\r\n\r\n"]
)
def test_nobody_keeps_us_waiting(tmp_path: Path, behave: Behaviour | bytes) -> None:
    begun = time.monotonic()
    with trap(tmp_path, behave) as there:
        with pytest.raises(NoAnswer):
            post(f"https://127.0.0.1:{there.port}/", {}, way=there.way, patience=1.0)
        took = time.monotonic() - begun
    assert took < 2


def test_a_handshake_that_never_ends_is_cut() -> None:
    begun = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        with pytest.raises(NoAnswer):
            post(f"https://127.0.0.1:{port}/", {}, way=Way(port=port, also=frozenset({"127.0.0.1"})), patience=0.5)
    assert time.monotonic() - begun < 1.5


def test_a_name_server_that_hangs_is_left_behind() -> None:
    begun, done = time.monotonic(), threading.Event()

    def resolve(host: str, port: int) -> list[str]:
        done.wait(5)
        return ["1.1.1.1"]

    with pytest.raises(NoAnswer):
        post("https://push.example.org/", {}, patience=0.3, resolve=resolve)
    assert time.monotonic() - begun < 1
    done.set()


def test_a_header_is_one_line(tmp_path: Path) -> None:
    with trap(tmp_path) as there, pytest.raises((NoAnswer, ValueError)):
        post(f"https://127.0.0.1:{there.port}/", {"A": "b\r\nC: d"}, way=there.way)
    assert there.came == 0
