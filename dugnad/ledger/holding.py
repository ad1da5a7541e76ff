"""Acts a follower failed on: held, tried again with growing pauses, and parked in sight of the operator in the end."""

from __future__ import annotations

import re
import traceback
from datetime import datetime, timedelta
from pathlib import Path

from dugnad.kit.logs import unnamed
from dugnad.ledger.models import Act, Held

FIRST_PAUSE = timedelta(seconds=10)
MOST_TRIES = 8
"""The last one comes some twenty minutes after the first."""
LONGEST_MESSAGE = 200
QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|“[^”]*”")
OURS = Path(__file__).resolve().parents[1]


def pause(tries: int, chance: float) -> timedelta:
    """How long to wait after `tries` failures: 10 s, 20 s, 40 s …, a fifth more or less as `chance` (0 to 1) says."""
    return FIRST_PAUSE * (1 << tries - 1) * (0.8 + 0.4 * chance)


def hold(follower: str, act: Act, error: Exception, at: datetime, chance: float) -> None:
    """Note that `follower` failed on `act`; it is tried again later."""
    Held.objects.get_or_create(
        follower=follower,
        act=act,
        defaults={"next_try_at": at + pause(1, chance), "error": told(error), "first_failed_at": at},
    )


def hold_longer(held: Held, error: Exception, at: datetime, chance: float) -> None:
    """Note that it failed once more; after `MOST_TRIES` it is parked."""
    tries = held.tries + 1
    next_try_at = at + pause(tries, chance) if tries < MOST_TRIES else None
    same_try = Held.objects.filter(pk=held.pk, tries=held.tries)
    same_try.update(tries=tries, next_try_at=next_try_at, error=told(error))


def told(error: Exception) -> str:
    """What went wrong and where, without what people wrote: quoted words and addresses are left out."""
    lines = str(error).splitlines()
    message = QUOTED.sub("“…”", unnamed(lines[0]))[:LONGEST_MESSAGE] if lines else ""
    places = [
        f"{Path(frame.filename).relative_to(OURS.parent)}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[1:]  # the first is who called the follower
        if Path(frame.filename).is_relative_to(OURS)
    ]
    return "\n".join([f"{type(error).__name__}: {message}".removesuffix(": "), *places[-3:]])
