"""The calling for an ask: the first wave when somebody asks, the next when it ran out of time, at last the stewards.

Who is called in a wave is chosen by `dugnad.methods.matching`, from facts read a moment before. Whether each of them
may be called is decided by `actions.calls.call_by_name`, within the transaction that writes the wave.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from dugnad.asks.actions import calls, rising
from dugnad.asks.enums import CALL_OPEN, CALL_WAITS, RISES_AFTER, State, Urgency
from dugnad.asks.models import Ask, Call, Round
from dugnad.asks.queries.calls import open_until, rate, stranded
from dugnad.asks.queries.candidates import Candidate, Wanted, candidates, wanted

NEEDED = 1
"""Answers after which nobody else is called."""
WAVES = 6
"""After so many the stewards hear, and the calling is over."""
GIVES_UP = timedelta(days=14)
"""After this nobody new is called, whatever has come of it."""
TRIES = 3
"""How often to choose again when those chosen have been called by others meanwhile."""
A_DAY = timedelta(days=1)


@transaction.atomic
def begin(ask: Ask, *, act: int, at: datetime) -> bool:
    """Set the calling for `ask` going, by the act with this id. False if that act, or a later one, did so before."""
    fresh = {"act": act, "answers_before": ask.answer_count, "began_at": at, "wave": 0, "next_at": at}
    running, made = Round.objects.get_or_create(ask=ask, defaults=fresh)
    return made or Round.objects.filter(pk=running.pk, act__lt=act).update(**fresh) == 1


def go_on(at: datetime) -> int:
    """What the clock does at `at`: calls run out, and the calling goes on where it is time. How many were called."""
    calls.end(calls=stranded(), at=at)
    for late in Call.objects.filter(state__in=CALL_OPEN, answer_by__lte=at).select_related("ask__author"):
        calls.run_out(call=late, at=at)
    due = Round.objects.filter(next_at__lte=at).order_by("next_at").values_list("pk", flat=True)
    return sum(look(ask, at=at) for ask in list(due))


def look(ask_id: str, *, at: datetime) -> int:
    """See whether others are to be called for this ask by now, and call them. How many were.

    Of two who look at the same time, one does it.
    """
    rounds = Round.objects.select_related("ask__circle", "ask__kind", "ask__place", "ask__author")
    running = rounds.filter(pk=ask_id, next_at__lte=at).first()
    if running is None:
        return 0
    may_still_come = open_until(running.ask, at)
    if _is_enough(running):
        _move(running, None)
    elif may_still_come:
        _move(running, may_still_come)
    elif running.wave >= WAVES or at - running.began_at >= GIVES_UP:
        rising.rise(ask=running.ask, at=at)
        _move(running, None)
    else:
        return _next_wave(running, candidates(running.ask, at), at)
    return 0


def hurry(ask: str, *, at: datetime) -> None:
    """Somebody said no: look again now, not when their time is over."""
    Round.objects.filter(pk=ask, next_at__gt=at).update(next_at=at)


def _is_enough(running: Round) -> bool:
    ask = running.ask
    return ask.state != State.OPEN or ask.answer_count - running.answers_before >= NEEDED


@transaction.atomic
def _next_wave(running: Round, pool: Sequence[Candidate], at: datetime) -> int:
    if not _move(running, at):
        return 0
    called = _call(running, list(pool), at)
    if called:
        until = max(one.answer_by for one in called)
        Round.objects.filter(pk=running.pk).update(next_at=until, wave=F("wave") + 1)
        return len(called)
    wakes, ask = _wakes(pool, at), running.ask
    if wakes is None or wakes > ask.created_at + RISES_AFTER[Urgency(ask.urgency)]:
        rising.rise(ask=ask, at=at)
    patience = at + CALL_WAITS[Urgency(ask.urgency)]
    Round.objects.filter(pk=running.pk).update(next_at=min(wakes or patience, patience))
    return 0


def _move(running: Round, next_at: datetime | None) -> bool:
    """Set when to look again, unless somebody else has looked, or the calling began anew, since `running` was read."""
    still = Round.objects.filter(pk=running.pk, act=running.act, looks=running.looks)
    return still.update(next_at=next_at, looks=F("looks") + 1) == 1


def _call(running: Round, pool: list[Candidate], at: datetime) -> list[Call]:
    """Call those chosen; when all of them have been called by others meanwhile, choose again without them."""
    looked_for = wanted(running.ask)
    for number in range(TRIES):
        chosen = _choose(running, looked_for, pool, number, at)
        # In one order, or two waves with the same people could wait for each other.
        made = [calls.call_by_name(ask=running.ask, member=one, wave=running.wave + 1, at=at) for one in sorted(chosen)]
        called = [one for one in made if one]
        if called or not chosen:
            return called
        pool = [one for one in pool if one.member not in chosen]
    return []


def _choose(running: Round, looked_for: Wanted, pool: Sequence[Candidate], number: int, at: datetime) -> set[str]:
    """Ids of those to call. The same pool, circle, act and wave give the same people."""
    # Numbers come with numpy, for the worker alone: page processes import this module with the app, and stay small.
    from dugnad.methods.waves import Person, wave

    def person(one: Candidate) -> Person:
        return Person(
            name=one.member,
            capacity=one.capacity,
            quiet=one.quiet.hold(at),
            skilled=bool(one.skills) if looked_for.skills else None,
            speaks=bool(one.languages) if looked_for.languages else None,
            km=one.kilometres,
            recent=one.recent,
            days=max(0.0, (at - one.last_called_at) / A_DAY) if one.last_called_at else None,
            answered=min(one.in_time, one.tried),
            decided=one.tried,
        )

    decided, came = rate(running.ask.circle_id)
    seed = (running.act, running.wave, number)
    places = wave([person(one) for one in pool], came=came, decided=decided, seed=seed, needed=NEEDED)
    return {pool[place].member for place in places}


def _wakes(pool: Sequence[Candidate], at: datetime) -> datetime | None:
    """When the first of those who could be called, but for their quiet hours, wakes."""
    asleep = [one.quiet.over(at) for one in pool if one.recent < one.capacity and one.quiet.hold(at)]
    return min((moment for moment in asleep if moment), default=None)
