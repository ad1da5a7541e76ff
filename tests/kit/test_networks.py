"""Networks by hashes of a day."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from dugnad.kit import networks
from tests.cast import NOON


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8.8.8.1", "8.8.8.250"),
        ("2a00:1450:4001:82a::1", "2a00:1450:4001:82a:ffff::9"),
        ("8.8.8.1", "::ffff:8.8.8.7"),
    ],
)
def test_these_are_one_network(one: str, other: str) -> None:
    assert networks.hashed(one, NOON) == networks.hashed(other, NOON) != ""


@pytest.mark.parametrize(("one", "other"), [("8.8.8.1", "8.8.9.1"), ("2a00:1450:4001:82a::", "2a00:1450:4001:82b::")])
def test_these_are_two(one: str, other: str) -> None:
    assert networks.hashed(one, NOON) != networks.hashed(other, NOON)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "10.0.0.7", "fe80::1", "", "unix:", "0.0.0.0"])
def test_these_are_none(address: str) -> None:
    assert networks.hashed(address, NOON) == ""


def test_another_day_is_another_hash() -> None:
    assert networks.hashed("8.8.8.8", NOON) != networks.hashed("8.8.8.8", NOON + timedelta(days=1))


def test_after_a_week_the_key_is_gone_and_nobody_can_make_the_hash_again() -> None:
    before = networks.hashed("8.8.8.8", NOON)
    path = Path(settings.CONFIG.data) / "keys" / f"network-{NOON.date().isoformat()}"
    assert path.stat().st_mode & 0o777 == 0o600

    networks.forget(NOON + timedelta(days=7))
    assert networks.hashed("8.8.8.8", NOON) == before
    networks.forget(NOON + timedelta(days=8))

    assert not path.exists()
    assert networks.hashed("8.8.8.8", NOON) != before
