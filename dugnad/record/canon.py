"""How an act is written down on record: the same bytes for the same act, and nothing personal in them.

A person stands as SHA-256(salt ‖ person key), what was decided as SHA-256(salt ‖ canonical JSON), each with 32 random
bytes of its own that are kept apart from the entry. `nonce` is another 16 of them and stays in the entry: it keeps
those who see no more than the hash of an entry from guessing what is in it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from dugnad.ledger.models import Act
from dugnad.ledger.on_record import Facts

VERSION = 1
SALT = 32
NONCE = 16
SAYS = "says"
"""The part of an entry that is what was decided."""


@dataclass(frozen=True)
class Opened:
    """A hash in an entry, and what it stands for: `person` a person key, or `text` the words."""

    part: str
    salt: bytes
    person: str = ""
    text: str = ""

    @property
    def hash(self) -> str:
        """64 hexadecimal digits."""
        return salted(self.salt, self.person or self.text)


def salted(salt: bytes, said: str) -> str:
    """The hash of something that only whoever knows `salt` can recognise, in hexadecimal digits."""
    return sha256(salt + said.encode()).hexdigest()


def canonical(told: Any) -> str:
    """JSON with its names in order and no space in it, in ASCII. For words, whole numbers, yes, no and nothing."""
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def moment(at: datetime) -> str:
    """UTC, to the second: 2026-11-22T18:00:00Z."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def written(act: Act, facts: Facts | None, keys: Collection[str]) -> tuple[str, list[Opened]]:
    """The entry of `act` as text, and what its hashes stand for. `keys`: those of members the act may be about."""
    people = {"actor": act.actor, "toward": act.toward}
    if act.object_id in keys or act.object_type == "member":
        people["object"] = act.object_id
    opened = [Opened(part, secrets.token_bytes(SALT), person=key) for part, key in people.items() if key]
    if facts is not None:
        opened.append(Opened(SAYS, secrets.token_bytes(SALT), text=canonical(facts)))
    told: dict[str, Any] = {
        "v": VERSION,
        "nonce": secrets.token_hex(NONCE),
        "act": act.pk,
        "at": moment(act.at),
        "verb": act.verb,
        "about": act.object_type,
        "object": act.object_id,
        "audience": act.audience,
    }
    told |= {"circle": act.circle} if act.circle else {}
    told |= {"cause": act.cause_id} if act.cause_id is not None else {}
    told |= {"amount": act.amount} if act.amount is not None else {}
    return canonical(told | {one.part: one.hash for one in opened}), opened
