"""What has happened in a campaign, for its page and its Atom feed. Each part of the app adds what it has to tell:

register("updates", tell)    # in the app's ready()
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from dugnad.campaigns.models import Campaign


@dataclass(frozen=True)
class Happening:
    """Something that everybody may know. `key` is its own within the campaign, and stays; `path` its page, if any."""

    key: str
    at: datetime
    title: str
    text: str = ""
    path: str = ""


Tell = Callable[[Campaign], Iterable[Happening]]
"""What has happened, in any order, in the language that is active; fifty of them are enough."""


class AlreadyRegistered(Exception):
    """Two that tell under one name."""


_telling: dict[str, Tell] = {}


def register(name: str, tell: Tell) -> None:
    """Have `tell` asked. Raises `AlreadyRegistered`."""
    if name in _telling:
        raise AlreadyRegistered(name)
    _telling[name] = tell


def of(campaign: Campaign) -> list[Happening]:
    """All that is told, the latest first."""
    told = [one for tell in _telling.values() for one in tell(campaign)]
    return sorted(told, key=lambda one: (one.at, one.key), reverse=True)
