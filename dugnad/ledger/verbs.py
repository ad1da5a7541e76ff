"""Verbs: what one member can do, declared once by the app it belongs to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Effort(StrEnum):
    """What an act costs the one who does it."""

    TOKEN = "token"  # a click
    VOICE = "voice"
    WORK = "work"
    BRING = "bring"
    GIVE = "give"


class Relation(StrEnum):
    """What an act is between two people."""

    HELPS = "helps"
    ASKS = "asks"
    INVITES = "invites"
    VOUCHES = "vouches"
    THANKS = "thanks"
    DECIDES = "decides"
    NONE = "none"


@dataclass(frozen=True)
class Verb:
    """`code` stands in the ledger for ever, so it is never reused for something else.

    `about` names the kind of object the act is about ("ask", "circle").
    """

    code: str
    effort: Effort
    relation: Relation
    about: str


_declared: dict[str, Verb] = {}


class AlreadyDeclared(Exception):
    """Two apps declared the same code."""


def declare(code: str, effort: Effort, relation: Relation, about: str) -> Verb:
    """Declare a verb at import time and return it. Raises `AlreadyDeclared` on a second declaration."""
    if code in _declared:
        raise AlreadyDeclared(code)
    _declared[code] = Verb(code, effort, relation, about)
    return _declared[code]


def declared() -> tuple[Verb, ...]:
    """All verbs of this installation, by code."""
    return tuple(_declared[code] for code in sorted(_declared))


def verb(code: str) -> Verb:
    """The verb with this code. Raises `KeyError` for one that was never declared."""
    return _declared[code]
