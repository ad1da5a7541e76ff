"""What an operator sees of the followers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from dugnad.ledger.followers import registered
from dugnad.ledger.models import BEFORE_ALL, Cursor, Held
from dugnad.ledger.reading import Position, behind

COUNTED = 10_000
"""More acts than this are not counted, but told as "at least"."""


@dataclass(frozen=True)
class FollowerState:
    """Where one follower stands at a moment.

    `behind` is the number of acts it has not been handed yet, counted up to `COUNTED`. `held` acts are tried again by
    themselves, `parked` ones wait for an operator. `error` tells why it can do nothing at the moment; else empty.
    `registered` is false for one that this version of the software does not have any more.
    """

    name: str
    cursor: Position
    behind: int
    moved_at: datetime | None
    idle_seconds: float
    held: int
    parked: int
    error: str
    next_try_at: datetime | None
    registered: bool

    @property
    def is_well(self) -> bool:
        """Nothing here needs anybody's eyes."""
        return not (self.error or self.parked)


def state_of_followers(at: datetime) -> list[FollowerState]:
    """All followers, by name: those registered here, and those that have only left a cursor."""
    cursors = {cursor.follower: cursor for cursor in Cursor.objects.all()}
    counts = {
        counted["follower"]: (counted["held"], counted["parked"])
        for counted in Held.objects.order_by()
        .values("follower")
        .annotate(
            held=Count("pk", filter=Q(next_try_at__isnull=False)),
            parked=Count("pk", filter=Q(next_try_at=None)),
        )
    }
    here = {follower.name for follower in registered()}
    return [
        _state(name, cursors.get(name), counts.get(name, (0, 0)), name in here, at)
        for name in sorted(here | cursors.keys())
    ]


def parked(follower: str | None = None) -> list[Held]:
    """Parked acts with their acts, oldest failure first; those of one follower, or of all."""
    which = Held.objects.filter(next_try_at=None)
    if follower is not None:
        which = which.filter(follower=follower)
    return list(which.select_related("act").order_by("first_failed_at", "pk")[:100])


def _state(
    name: str, cursor: Cursor | None, counts: tuple[int, int], is_registered: bool, at: datetime
) -> FollowerState:
    position = Position.of(cursor) if cursor else Position(BEFORE_ALL, 0)
    held, parked_acts = counts
    return FollowerState(
        name=name,
        cursor=position,
        behind=behind(position, COUNTED),
        moved_at=cursor.moved_at if cursor else None,
        idle_seconds=(at - cursor.moved_at).total_seconds() if cursor else 0.0,
        held=held,
        parked=parked_acts,
        error=cursor.error if cursor else "",
        next_try_at=cursor.next_try_at if cursor else None,
        registered=is_registered,
    )
