"""What somebody has agreed to, wherever in the platform: listed on one page, each taken back with one tap.

Each app fills in its own, when it is ready:

    register(Source("letters", _("Letters and notices"), find, take_back))

`take_back` runs in one transaction: it holds here first. Whoever else has to know is told by what follows the ledger,
or by a letter in the outbox; neither can hold it up, and neither is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

from dugnad.people.models import Member


@dataclass(frozen=True)
class Consent:
    """One thing agreed to. `pk` names it to its source, and stays the same.

    `what` says it in a few words, `about` names what it is about and `page` is the path of that; `text` are the words
    as they were agreed to, where they were kept, and `version` says which they were. `then` says what happens when it
    is taken back. With `ended_at` it was taken back already.
    """

    pk: str
    what: str
    about: str = ""
    page: str = ""
    text: str = ""
    version: str = ""
    since: datetime | None = None
    ended_at: datetime | None = None
    then: str = ""
    elsewhere: bool = False
    """It was agreed to elsewhere, and came here with a list."""


Find = Callable[[Member], Sequence[Consent]]
"""What this member has agreed to: what holds first, in a fixed number of queries."""
TakeBack = Callable[[Member, str, datetime], None]
"""Take back what this is the `pk` of. Raises `Unknown` for what is not theirs, and `Refused` with a reason."""


class Unknown(Exception):
    """There is no such thing that this member has agreed to."""


@dataclass(frozen=True)
class Source:
    """What one app lets people agree to. `order`: smaller stands higher."""

    name: str
    title: str | Promise
    find: Find
    take_back: TakeBack
    order: int = 50


@dataclass(frozen=True)
class Given:
    """What a member has agreed to in one source."""

    source: Source
    consents: tuple[Consent, ...]


class AlreadyRegistered(Exception):
    """Two sources with one name."""


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Put `source` on everybody's page. Raises `AlreadyRegistered`."""
    if source.name in _sources:
        raise AlreadyRegistered(source.name)
    _sources[source.name] = source


def sources() -> tuple[Source, ...]:
    """In their order."""
    return tuple(sorted(_sources.values(), key=lambda one: (one.order, one.name)))


def source(name: str) -> Source:
    """The source with this name. Raises `Unknown`."""
    if name not in _sources:
        raise Unknown(name)
    return _sources[name]


def given_by(member: Member) -> list[Given]:
    """Everything that `member` has agreed to, by source; sources without anything are left out."""
    found = [Given(one, tuple(one.find(member))) for one in sources()]
    return [one for one in found if one.consents]
