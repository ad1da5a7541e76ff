"""Letting a circle in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from dugnad.circles.models import Circle
from dugnad.kit.refusal import Refused
from dugnad.ledger.followers import registered
from dugnad.ledger.mirror import Mirror, begin_again
from dugnad.ledger.models import Audience, Cursor
from dugnad.ledger.recording import record
from dugnad.moving.acts import CIRCLE_ARRIVED
from dugnad.moving.bundles.arriving_circle import Arriving
from dugnad.moving.bundles.arriving_whole import note_arrival
from dugnad.moving.bundles.manifest import Manifest
from dugnad.moving.bundles.reading import Damaged, read
from dugnad.moving.bundles.sealing import Openers
from dugnad.people.models import Member, Movement


@dataclass(frozen=True)
class Joined:
    """What came. `met`: how many were here already; `came`: made anew; `renamed`: by the handle they had."""

    manifest: Manifest
    met: int
    came: int
    renamed: dict[str, str]


def join(sealed: Path, keys: Openers, looked_at: Manifest, *, at: datetime) -> Joined:
    """Let the circle in `sealed` come here: all of it or nothing. `looked_at` is its cover, read before.

    Raises `Refused`, `sealing.Unreadable`, `Damaged`, and `NotNow` while a worker is sealing the mirror.
    """
    if not looked_at.circle:
        raise Refused("This is a bundle of a whole movement: it needs an empty place.")
    if Circle.objects.filter(pk=looked_at.circle).exists():
        raise Refused("This circle is here already. Nothing is written over.")
    try:
        with transaction.atomic():
            arriving = Arriving(looked_at.rows.get("ledger.act", 0))
            _make_place(looked_at, at)
            made = read(sealed, keys, arriving)
            if made != looked_at:
                raise Damaged("The bundle was changed while it was being read.")
            note_arrival(made, at)
            record(CIRCLE_ARRIVED, by=None, about=made.circle, amount=made.number, audience=Audience.MOVEMENT, at=at)
            begin_again()
    except IntegrityError as error:
        raise Refused("Some of this is here already, under another name. Nothing was changed.") from error
    return Joined(made, len(arriving.met), len(arriving.came), arriving.renamed)


def _make_place(made: Manifest, at: datetime) -> None:
    """Where nobody lives yet, the circle is the movement. Nobody is told today of what happened elsewhere."""
    if not (Member.objects.exists() or Movement.objects.exists()):
        Movement.objects.create(name=made.name, set_up_at=at)
    for follower in registered():
        if follower.name != Mirror.name:
            Cursor.objects.get_or_create(follower=follower.name, defaults={"transaction": 0, "act": 0})
