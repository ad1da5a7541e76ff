"""Where answers come in, as it is said in the environment; what is said wrongly is named, and nothing starts."""

from __future__ import annotations

import pytest
from environs import EnvValidationError

from dugnad.config import read


@pytest.mark.parametrize("domain", ["", "reply.example.org", "localhost", "xn--bcher-kva.example"])
def test_a_domain(monkeypatch: pytest.MonkeyPatch, domain: str) -> None:
    monkeypatch.setenv("DUGNAD_MAIL_DOMAIN", domain)
    assert read().mail_domain == domain


@pytest.mark.parametrize(
    "domain", ["@example.org", "a b", "example.org>", "example.org\r\nX: y", "-a.example", "a..b", "."]
)
def test_no_domain(monkeypatch: pytest.MonkeyPatch, domain: str) -> None:
    monkeypatch.setenv("DUGNAD_MAIL_DOMAIN", domain)
    with pytest.raises(EnvValidationError, match="MAIL_DOMAIN"):
        read()


@pytest.mark.parametrize("place", ["", "127.0.0.1:8024", "[::1]:24", "localhost:24"])
def test_a_place_to_listen(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("DUGNAD_LMTP", place)
    assert read().lmtp == place


@pytest.mark.parametrize("place", ["8024", "127.0.0.1", ":8024", "::1:8024", "127.0.0.1:abc", "a b:1"])
def test_no_place_to_listen(monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    monkeypatch.setenv("DUGNAD_LMTP", place)
    with pytest.raises(EnvValidationError, match="LMTP"):
        read()
