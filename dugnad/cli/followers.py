"""`dugnad followers`."""

from __future__ import annotations

from argparse import Namespace
from datetime import datetime

from dugnad.cli.words import console, say, table_of
from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower, registered
from dugnad.ledger.handing import place_of
from dugnad.ledger.models import Held
from dugnad.ledger.reading import Position, behind

MOST = 100_000


def run(asked: Namespace) -> int:
    """List the followers and what they failed on, or have parked acts tried again."""
    if asked.retry:
        number = Held.objects.filter(next_try_at=None).update(next_try_at=now())
        say(f"{number} parked acts will be tried again by the worker.")
        return 0
    table = table_of("follower", "behind", "moved", "held", "parked", "waits because")
    for follower in registered():
        table.add_row(*_row(follower, now()))
    console.print(table)
    for held in Held.objects.filter(next_try_at=None).select_related("act")[:20]:
        say(f"parked by {held.follower}: act {held.act_id} ({held.act.verb}), {held.error.partition(chr(10))[0]}")
    return 0


def _row(follower: Follower, at: datetime) -> tuple[str, ...]:
    place = place_of(follower, at)
    waiting = behind(Position.of(place), MOST)
    held = Held.objects.filter(follower=follower.name)
    parked = held.filter(next_try_at=None).count()
    return (
        follower.name,
        f"{waiting}{'+' if waiting == MOST else ''} acts",
        f"{place.moved_at:%Y-%m-%d %H:%M} UTC",
        str(held.count() - parked),
        str(parked),
        place.error.partition("\n")[0],
    )
