"""What this installation holds of a member: one entry for each table, filled by the app that the table belongs to.

An app has a module `held` with a function `connect`, which is found and called when all apps are ready:

    register(Holding("answers", Answer, "author", title=_("My answers"), words=("text",), fate=Fate.CHOSEN, …))
    of_nobody(Kind, "the movement's list of what asks are about")

Taking everything with one, being erased and the list of what is kept are made from these entries alone. A table that is
neither held of somebody nor said to be about nobody fails a test, and so does a column without a word on it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from importlib import import_module
from typing import Any

from django.apps import apps
from django.db.models import Model, Q, QuerySet
from django.utils.functional import Promise
from django.utils.module_loading import module_has_submodule

from dugnad.people.models import Member


class Fate(StrEnum):
    """What becomes of a row when the one it is held of leaves for good."""

    GOES = "goes"  # it is deleted
    WITH = "with"  # it hangs on another row, and becomes of it what becomes of that
    UNNAMED = "unnamed"  # it belongs to others too: their name and their words in it go
    CHOSEN = "chosen"  # they say whether their words stay without a name
    STAYS = "stays"  # it names nobody once they are gone


@dataclass(frozen=True)
class Wish:
    """A question put to somebody who leaves: may these words stay, without a name? `at_first`: what is ticked.

    `lone_stays`: if they may, those stay too that nobody else stands on.
    """

    name: str
    label: str | Promise
    at_first: bool
    lone_stays: bool


@dataclass(frozen=True)
class Holding:
    """The rows of one table that are held of a member, by one way that leads from them to the member.

    `owner` is that way, as a lookup; with `by_key` it leads to the person key.
    """

    kind: str
    """Names a file of the archive: "asks"."""
    model: type[Model]
    owner: str
    title: str | Promise
    """What they are called on a page: "My asks"."""
    why: str
    """For the list of what is kept, in English: what it is kept for."""
    until: str
    """And for how long, if nobody erases it before."""
    fate: Fate = Fate.GOES
    by_key: bool = False
    rows: Callable[[Member], QuerySet[Any]] | None = None
    """The rows themselves, where no lookup leads to the member."""
    given: bool = True
    """Whether they go into the archive at all."""
    gives: tuple[str, ...] = ()
    """Columns or lookups that go into it; none: all but those that are withheld or lead to members."""
    withheld: tuple[str, ...] = ()
    """Columns that do not: secrets of ours, and what is about somebody else."""
    words: tuple[str, ...] = ()
    """Columns that the member fills, in a row that may stay."""
    not_words: tuple[str, ...] = ()
    """Columns of text in a row that may stay which they do not fill, or which are not theirs alone."""
    names: tuple[str, ...] = ()
    """Further columns that lead to members, and are emptied when that member goes."""
    opens: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)
    """Sealed columns, and how they are read for the one they belong to."""
    emptied: Mapping[str, Any] = field(default_factory=dict)
    """What stands in columns of a row that stays: nothing, or a word in place of theirs."""
    unnamed: Mapping[str, Any] = field(default_factory=dict)
    """What becomes of columns that name them, in a row whose words stay."""
    stood_on: Q | Callable[[Member], Q] | None = None
    """Rows that others stand on: they stay, with `emptied`, where the words are to go."""
    wish: str = ""
    index: str = ""
    """Their kind in the full-text index."""

    def of(self, member: Member) -> QuerySet[Any]:
        """The rows, the oldest first."""
        if self.rows:
            return self.rows(member)
        whose = member.person_key if self.by_key else member.pk
        found: QuerySet[Any] = self.model._base_manager.filter(**{self.owner: whose})
        return found.order_by("pk")


@dataclass(frozen=True)
class Loose:
    """Somebody who has to know that a member is gone: whom they helped or were helped by, or who should take over.

    `what` is one of "help", "organiser", "steward"; `circle` the id of the circle it is about.
    """

    what: str
    circle: str
    member: Member


Parting = Callable[[Member, datetime], Iterable[Loose]]
"""Give back what is in a member's hands, by the app's own actions, before anything is erased."""
Forgetting = Callable[[Member, Collection[str]], None]
"""Erase what no entry can say. The names of the wishes that were granted come with it."""
Open = Callable[[Member], Sequence[str | Promise]]
"""What somebody should see to before they go, in sentences: a circle they alone tend."""


class AlreadyRegistered(Exception):
    """Two entries of one kind."""


_held: dict[str, Holding] = {}
_nobodys: dict[type[Model], str] = {}
_wishes: dict[str, Wish] = {}
_partings: list[Parting] = []
_forgettings: list[Forgetting] = []
_open: list[Open] = []


def find() -> None:
    """Have every app that holds something of members say so. Called once, when the apps are ready."""
    for app in apps.get_app_configs():
        if module_has_submodule(app.module, "held"):
            import_module(f"{app.name}.held").connect()


def register(*holdings: Holding) -> None:
    """Make known what is held. Raises `AlreadyRegistered`."""
    for one in holdings:
        if one.kind in _held:
            raise AlreadyRegistered(one.kind)
        _held[one.kind] = one


def of_nobody(model: type[Model], what: str) -> None:
    """Say that the rows of `model` are held of no member; `what` they are, in English."""
    _nobodys[model] = what


def register_wish(wish: Wish) -> None:
    """Ask those who leave about these words."""
    _wishes[wish.name] = wish


def register_parting(parting: Parting) -> None:
    """Have `parting` called before somebody is erased. Registering twice is registering once."""
    if parting not in _partings:
        _partings.append(parting)


def register_forgetting(forgetting: Forgetting) -> None:
    """Have `forgetting` called while somebody is erased, before the rows of the entries go."""
    if forgetting not in _forgettings:
        _forgettings.append(forgetting)


def register_open(what: Open) -> None:
    """Have `what` asked what somebody should see to before they go."""
    if what not in _open:
        _open.append(what)


def held() -> tuple[Holding, ...]:
    """All entries, in the order in which they were registered."""
    return tuple(_held.values())


def holding(kind: str) -> Holding:
    """The entry of this kind. Raises `KeyError`."""
    return _held[kind]


def nobodys() -> Mapping[type[Model], str]:
    """The tables that hold nothing of any member, and what they hold."""
    return _nobodys


def wishes() -> tuple[Wish, ...]:
    """The questions to those who leave, in their order."""
    return tuple(_wishes.values())


def partings() -> tuple[Parting, ...]:
    """What is called before somebody is erased."""
    return tuple(_partings)


def forgettings() -> tuple[Forgetting, ...]:
    """What is called while somebody is erased."""
    return tuple(_forgettings)


def still_open(member: Member) -> list[str | Promise]:
    """What `member` should see to before they go."""
    return [sentence for what in _open for sentence in what(member)]
