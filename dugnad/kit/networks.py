"""From which network somebody comes, as a word that says nothing a week later.

A network is the first three parts of an IPv4 address or the first half of an IPv6 address. Its hash is made under a key
of the day, which is destroyed after a week; the address itself is kept nowhere.
"""

from __future__ import annotations

import hmac
import logging
import os
import secrets
from datetime import date, datetime, timedelta
from functools import lru_cache
from hashlib import sha256
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest

log = logging.getLogger(__name__)
KEPT = timedelta(days=7)
"""How long the key of a day lasts."""
LENGTH = 32
NETWORK = "network"
"""The attribute of a request."""


def of(request: HttpRequest) -> str:
    """The network's hash for a form that was sent; empty if it is not known: an onion service, a proxy of our own."""
    return str(getattr(request, NETWORK, ""))


def hashed(address: str, at: datetime) -> str:
    """The hash of the network of `address` on that day; empty for addresses that are no network's of their own."""
    network = _network(address)
    if not network:
        return ""
    try:
        key = _key(settings.CONFIG.data, at.date())
    except OSError:  # a full disk keeps nobody from doing anything
        log.warning("The key of the day for networks could not be written")
        return ""
    return hmac.new(key, network, sha256).hexdigest()[:LENGTH]


def forget(at: datetime) -> int:
    """Destroy the keys of days that are over for `KEPT` at `at`; how many."""
    oldest = _path(settings.CONFIG.data, (at - KEPT).date()).name
    old = [path for path in _folder(settings.CONFIG.data).glob("network-*") if path.name < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    if old:
        _key.cache_clear()
    return len(old)


def _network(address: str) -> bytes:
    try:
        told = ip_address(address)
    except ValueError:
        return b""
    if isinstance(told, IPv6Address) and told.ipv4_mapped:
        told = told.ipv4_mapped
    if told.is_private or told.is_loopback or told.is_link_local:
        return b""
    return b"4" + told.packed[:3] if isinstance(told, IPv4Address) else b"6" + told.packed[:8]


@lru_cache(maxsize=2)
def _key(data: Path, day: date) -> bytes:
    path = _path(data, day)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(f".{secrets.token_hex(8)}")
        with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(secrets.token_bytes(32))
        try:
            os.link(fresh, path)  # whichever process is first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_bytes()


def _path(data: Path, day: date) -> Path:
    return _folder(data) / f"network-{day.isoformat()}"


def _folder(data: Path) -> Path:
    return data / "keys"
