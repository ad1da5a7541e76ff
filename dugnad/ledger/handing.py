"""Handing acts to one follower: a batch, what it failed on before, and what to do when it fails."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from django.db import Error, connection, transaction

from dugnad.kit.logs import unnamed
from dugnad.ledger.followers import Follower, NotNow
from dugnad.ledger.holding import hold, hold_longer, pause
from dugnad.ledger.models import Act, Cursor, Held
from dugnad.ledger.reading import Position, behind, next_acts
from dugnad.ledger.turns import turn

log = logging.getLogger(__name__)
LONGEST_WAIT = timedelta(minutes=10)
"""Between two tries of a follower that can do nothing at the moment."""
EVEN = 0.5

Then = Callable[[], None]


class Overtaken(Exception):
    """Another process has handed out the same acts meanwhile."""


def advance(follower: Follower, *, at: datetime, most: int | None = None, chance: float = EVEN) -> int:
    """Hand `follower` its next acts, up to `most` (else its own number), and return how many it is past.

    0: nothing waits, it is not due, it waits for better times, or another process is at it. `chance` (0 to 1) spreads
    the pauses. Raises `django.db.Error` when the database does not answer.
    """
    if not _is_due(follower, at):  # looked at before it is our turn: most of the time nothing waits
        return 0
    with turn(follower.name) as ours:
        if not ours or not _is_due(follower, at):
            return 0
        cursor = place_of(follower, at)
        batch = next_acts(Position.of(cursor), most or follower.most)
        try:
            return _hand_over(follower, cursor, batch, at, chance)
        except Overtaken:
            return 0


def retry_held(follower: Follower, *, at: datetime, chance: float = EVEN) -> int:
    """Try again what `follower` failed on and is due by `at`; return how many it has now handled.

    Raises `django.db.Error` when the database does not answer.
    """
    due = Held.objects.filter(follower=follower.name, next_try_at__lte=at)
    if not due.exists() or _waits(place_of(follower, at), at):
        return 0
    with turn(follower.name) as ours:
        if not ours:
            return 0
        acts = due.select_related("act").order_by("act__transaction", "act_id")[: follower.most]
        return sum(_try_again(follower, held, at, chance) for held in acts)


def place_of(follower: Follower, at: datetime) -> Cursor:
    """Where `follower` stands; a new one stands before the first act."""
    return Cursor.objects.get_or_create(follower=follower.name, defaults={"moved_at": at})[0]


def _is_due(follower: Follower, at: datetime) -> bool:
    cursor = place_of(follower, at)
    return not _waits(cursor, at) and behind(Position.of(cursor), 1) > 0 and follower.due(cursor, at)


def _waits(cursor: Cursor, at: datetime) -> bool:
    return cursor.next_try_at is not None and cursor.next_try_at > at


def _hand_over(follower: Follower, cursor: Cursor, batch: Sequence[Act], at: datetime, chance: float) -> int:
    if not batch:  # all that waits is held back by a running transaction
        return 0
    try:
        follower.handle(batch)
    except NotNow as reason:
        _wait(cursor, reason, at, chance)
        return 0
    except Exception as error:
        _unless_database_is_gone(error)
        return _one_by_one(follower, cursor, batch, at, chance)
    _move(cursor, batch[-1], at, follower.settle)
    return len(batch)


def _one_by_one(follower: Follower, cursor: Cursor, batch: Sequence[Act], at: datetime, chance: float) -> int:
    """After a batch failed: find out which acts it fails on, hold these, and pass on the others."""
    for passed, act in enumerate(batch):
        then: Then = follower.settle
        try:
            follower.handle([act])
        except NotNow as reason:
            _wait(cursor, reason, at, chance)
            return passed
        except Exception as error:
            _unless_database_is_gone(error)
            then = _holding(follower, act, error, at, chance)
        _move(cursor, act, at, then)
    return len(batch)


def _holding(follower: Follower, act: Act, error: Exception, at: datetime, chance: float) -> Then:
    log.warning("Follower %s failed on act %s: %s", follower.name, act.pk, type(error).__name__)
    return lambda: hold(follower.name, act, error, at, chance)


def _try_again(follower: Follower, held: Held, at: datetime, chance: float) -> int:
    try:
        follower.handle([held.act])
    except NotNow as reason:
        _wait(place_of(follower, at), reason, at, chance)
        return 0
    except Exception as error:
        _unless_database_is_gone(error)
        log.warning("Follower %s failed again on act %s: %s", follower.name, held.act_id, type(error).__name__)
        hold_longer(held, error, at, chance)
        return 0
    with transaction.atomic():
        follower.settle()
        Held.objects.filter(pk=held.pk).delete()
    return 1


@transaction.atomic
def _move(cursor: Cursor, act: Act, at: datetime, then: Then) -> None:
    """Move `cursor` just past `act`, and do `then` in the same transaction. Raises `Overtaken`."""
    here = Cursor.objects.filter(pk=cursor.pk, transaction=cursor.transaction, act=cursor.act)
    if not here.update(transaction=act.transaction, act=act.pk, moved_at=at, tries=0, next_try_at=None, error=""):
        raise Overtaken
    then()
    cursor.transaction, cursor.act, cursor.tries = act.transaction, act.pk, 0


def _wait(cursor: Cursor, reason: NotNow, at: datetime, chance: float) -> None:
    log.warning("Follower %s can do nothing now; the operator's page tells why.", cursor.follower)
    tries = min(cursor.tries + 1, 20)
    next_try_at = at + min(pause(tries, chance), LONGEST_WAIT)
    Cursor.objects.filter(pk=cursor.pk).update(tries=tries, next_try_at=next_try_at, error=unnamed(str(reason)))


def _unless_database_is_gone(error: Exception) -> None:
    """Raise `error` if it came because the database went away: then no act is to blame."""
    try:
        connection.close_if_unusable_or_obsolete()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        raise error from None
