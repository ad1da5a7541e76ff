"""The kinds of action a ladder can have. Each registers itself when the app is ready:

register(RungType(RungKind.SIGN, icon="pen-line", page=page_of, progress=progress_of))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from dugnad.campaigns.enums import RungKind
from dugnad.campaigns.models import Campaign, Rung


@dataclass(frozen=True)
class Progress:
    """`count` is how many have done it; `words` says how far it has come, in a sentence. `reached` is what everybody
    is told at the moment when it took effect, where that is more than a number reached; empty before. `over`: its time
    has passed, so that there is only to be seen how it went."""

    count: int
    words: str
    reached: str = ""
    over: bool = False


@dataclass(frozen=True)
class RungType:
    """`page` is the path where one does it, `settings` the one where organisers prepare it (empty: nothing to
    prepare). `progress` is asked for all rungs of this kind on a page at once, in a fixed number of queries, and
    answers by the rung's id. `door` is what the button says."""

    kind: RungKind
    icon: str
    door: str | Promise
    page: Callable[[Rung], str]
    progress: Callable[[Sequence[Rung]], dict[str, Progress]]
    settings: Callable[[Rung], str] = lambda rung: ""
    members_only: bool = False


class AlreadyRegistered(Exception):
    """Two types for one kind."""


_types: dict[RungKind, RungType] = {}


def register(one: RungType) -> None:
    """Let ladders have such rungs. Raises `AlreadyRegistered`."""
    if one.kind in _types:
        raise AlreadyRegistered(one.kind)
    _types[one.kind] = one


def of_kind(kind: str) -> RungType | None:
    """The type of rungs of this kind; None as long as none is registered."""
    return _types.get(RungKind(kind))


def types() -> tuple[RungType, ...]:
    """All that are registered, in the order of `RungKind`."""
    return tuple(_types[kind] for kind in RungKind if kind in _types)


def progress_of(rungs: Sequence[Rung]) -> dict[str, Progress]:
    """How far each of these has come, by the rung's id: the kinds are asked once each. Unknown kinds are left out."""
    together: dict[str, list[Rung]] = {}
    for rung in rungs:
        together.setdefault(rung.kind, []).append(rung)
    found: dict[str, Progress] = {}
    for kind, some in together.items():
        if one := of_kind(kind):
            found.update(one.progress(some))
    return found


def counted(campaign: Campaign, kind: RungKind) -> int:
    """How many have done what this kind of rung is for, in `campaign`, on all such rungs."""
    rungs = list(campaign.rungs.filter(kind=kind))
    return sum(one.count for one in progress_of(rungs).values())
