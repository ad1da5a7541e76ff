"""Letters go to another machine encrypted, and only to one that can show who it is."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dugnad.config import MailServer
from dugnad.notify.carriers import ServerAway
from dugnad.notify.smtp import Line
from tests.notify.making import Office, PostOffice

MAIL = b"Subject: x\r\n\r\nx\r\n"


@dataclass(frozen=True)
class Papers:
    """A certificate for 127.0.0.1 and its key, in files."""

    certificate: Path
    key: Path

    def context(self) -> ssl.SSLContext:
        made = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        made.load_cert_chain(self.certificate, self.key)
        return made


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Papers:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    at = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at - timedelta(days=1))
        .not_valid_after(at + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("papers")
    papers = Papers(folder / "certificate.pem", folder / "key.pem")
    papers.certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    papers.key.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return papers


@pytest.fixture
def trusted(papers: Papers, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine knows the certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(papers.certificate))


def knows_us(server: object, session: object, envelope: object, mechanism: str, given: object) -> AuthResult:
    right = isinstance(given, LoginPassword) and (given.login, given.password) == (b"us", b"p/w")
    return AuthResult(success=right, handled=right)


Open = Callable[[bool], tuple[Office, MailServer]]


@pytest.fixture
def encrypted(papers: Papers) -> Iterator[Open]:
    """Opens an office that speaks TLS from the first byte (True) or by STARTTLS (False), and wants to know us."""
    offices: list[PostOffice] = []

    def begin(from_the_start: bool) -> tuple[Office, MailServer]:
        office = Office()
        how: dict[str, Any] = {"tls_context": papers.context(), "require_starttls": True, "auth_required": True}
        if from_the_start:
            how = {"ssl_context": papers.context(), "auth_require_tls": False}
        controller = PostOffice(office, hostname="127.0.0.1", port=0, authenticator=knows_us, **how)
        offices.append(controller)
        controller.start()
        return office, MailServer("127.0.0.1", controller.port, "us", "p/w", from_the_start)

    yield begin
    for one in offices:
        one.stop()


def hand(server: MailServer) -> None:
    line = Line(server, "dugnad@example.org", patience=2.0)
    try:
        line.hand("x", "bob@example.org", MAIL)
    finally:
        line.close()


@pytest.mark.parametrize("from_the_start", [True, False], ids=["smtps", "starttls"])
def test_it_is_sent_encrypted_and_signed_in(trusted: None, encrypted: Open, from_the_start: bool) -> None:
    office, server = encrypted(from_the_start)
    hand(server)
    assert [kept.to for kept in office.arrived] == ["bob@example.org"]


@pytest.mark.parametrize("from_the_start", [True, False], ids=["smtps", "starttls"])
def test_a_server_nobody_vouches_for_gets_nothing(encrypted: Open, from_the_start: bool) -> None:
    office, server = encrypted(from_the_start)
    with pytest.raises(ServerAway, match="certificate"):
        hand(server)
    assert office.arrived == []


def test_a_wrong_password_holds_all_letters_and_is_not_told(trusted: None, encrypted: Open) -> None:
    office, server = encrypted(False)
    with pytest.raises(ServerAway) as refused:
        hand(replace(server, password="s3cret-of-ours"))
    assert "535" in refused.value.said
    assert "s3cret" not in refused.value.said
    assert office.arrived == []
