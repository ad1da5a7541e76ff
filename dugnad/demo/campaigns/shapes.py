"""The shapes of the campaigns in the demo movement. Days count back from the moment the story is played."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TargetKind = Literal["authority", "office", "company"]


@dataclass(frozen=True)
class Target:
    name: str
    role: str
    kind: TargetKind
    email: str
    phone: str
    hours: str


@dataclass(frozen=True)
class Pledge:
    """`given` people pledge from `days_ago` on; the date by which it takes `needed` is `until` days ago."""

    title: str
    promise: str
    needed: int
    given: int
    days_ago: int
    until: int
    why: str


@dataclass(frozen=True)
class Gathering:
    title: str
    text: str
    venue: str
    days_ago: int
    came: int
    decided: str
    follows: str


@dataclass(frozen=True)
class Replies:
    """When the first target acknowledged, and when it and the last one answered; `word` is what the latter wrote."""

    acknowledged: int
    thanks: str
    answered: int
    answer: str
    word: str


@dataclass(frozen=True)
class Campaign:
    """One that was only large has neither pledge nor gathering, replies nor outcome."""

    code: str
    circle: str
    by: str
    helpers: tuple[str, ...]
    opened: int
    title: str
    demand: str
    story: str
    signers: int
    fades: int
    letters: int
    calls: int
    outcome: str
    targets: tuple[Target, ...]
    town: str | None = None
    delivered: int | None = None
    ended: int | None = None
    pledge: Pledge | None = None
    gathering: Gathering | None = None
    replies: Replies | None = None


@dataclass(frozen=True)
class Words:
    """What organisers prepare, what letters are made of, and what some signers add."""

    facts: str
    points: str
    script: str
    openings: tuple[str, ...]
    middles: tuple[str, ...]
    endings: tuple[str, ...]
    signed: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    campaigns: tuple[Campaign, ...]
    words: Words
