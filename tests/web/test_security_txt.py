"""RFC 9116: Contact and Expires are there once, Canonical is where it was found, and lines are lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from django.test import Client, override_settings
from environs import Env, EnvValidationError

from dugnad.config import read
from dugnad.kit.clock import now

PATH = "/.well-known/security.txt"


@pytest.fixture
def told() -> Iterator[dict[str, str]]:
    contact = "mailto:security@example.org"
    config = replace(settings.CONFIG, security_contact=contact, address="https://dugnad.example.org")
    with override_settings(CONFIG=config):
        answer = Client().get(PATH)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "text/plain; charset=utf-8"
        lines = answer.content.decode().splitlines()
        yield dict(line.split(": ", 1) for line in lines)
        assert len(lines) == 4


def test_what_it_says(db: None, told: dict[str, str]) -> None:
    assert told["Contact"] == "mailto:security@example.org"
    assert told["Canonical"] == f"https://dugnad.example.org{PATH}"
    assert told["Preferred-Languages"] == "en, sv"
    expires = datetime.strptime(told["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - now() < timedelta(days=365)


def test_without_a_contact_there_is_none(db: None) -> None:
    assert Client().get(PATH).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["security@example.org", "mailto:x", "http://a.example", "mailto:a@b c", "https://a\nb"]
)
def test_a_contact_is_one_address(wrong: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUGNAD_SECURITY_CONTACT", wrong)
    with pytest.raises(EnvValidationError, match="SECURITY_CONTACT"):
        read(Env())


def test_a_right_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUGNAD_SECURITY_CONTACT", "https://example.org/report")
    assert read(Env()).security_contact == "https://example.org/report"
