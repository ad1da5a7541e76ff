"""One person, one row: keyed hashes of mailboxes, which say nothing to whoever does not have the key."""

from __future__ import annotations

import hmac
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from dugnad.config import secret
from dugnad.kit.refusal import Refused
from dugnad.people.addresses import read


def hash_of(email: str) -> str:
    """For `Supporter.address_hash`: the same for all ways of writing one mailbox, under the installation's key."""
    try:
        mailbox = read(email).mailbox
    except Refused:  # one that was confirmed elsewhere, and that we would not write to
        mailbox = email.strip().lower()
    return hash_of_mailbox(mailbox)


def hash_of_mailbox(mailbox: str) -> str:
    """The same for a `mailbox` as `dugnad.people.addresses` reads it."""
    return keyed(_ours(settings.CONFIG.data), f"mailbox {mailbox}")


def keyed(key: bytes, said: str) -> str:
    """HMAC-SHA256 of `said`, 64 characters."""
    return hmac.new(key, said.encode("utf-8", "surrogatepass"), sha256).hexdigest()


@lru_cache(maxsize=4)
def _ours(data: Path) -> bytes:
    return secret(data, "supporters").encode()
