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
from dugnad.asks.enums import CALL_OPEN, CALL_WAITS, RISES_AFTER, CallState, State, Urgency
from dugnad.asks.models import Ask, Call, Round
from dugnad.asks.queries.calls import rate, still_open, stranded
from dugnad.asks.queries.candidates import Candidate, candidates, facts_of
from dugnad.asks.queries.wanted import Wanted, wanted

NEEDED = 1
"""Answers after which nobody else is called."""
WAVES = 6
"""After so many the stewards hear, and the calling is over."""
GIVES_UP = timedelta(days=14)
"""After this nobody new is called, whatever has come of it."""
TRIES = 3
"""How often to choose again when those chosen have been called by others meanwhile."""
A_DAY = timedelta(days=1)
AN_HOUR = timedelta(hours=1)


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
    still = still_open(running.ask, at)
    if _is_enough(running):
        _move(running, None)
    elif any(call.state == CallState.ACCEPTED for call in still):
        _move(running, still[0].answer_by)
    elif not still and (running.wave >= WAVES or at - running.began_at >= GIVES_UP):
        rising.rise(ask=running.ask, at=at)
        _move(running, None)
    else:
        return _more(running, candidates(running.ask, at), still, at)
    return 0


def hurry(ask: str, *, at: datetime) -> None:
    """Somebody said no: look again now, not when their time is over."""
    Round.objects.filter(pk=ask, next_at__gt=at).update(next_at=at)


def _is_enough(running: Round) -> bool:
    ask = running.ask
    return ask.state != State.OPEN or ask.answer_count - running.answers_before >= NEEDED


@transaction.atomic
def _more(running: Round, pool: Sequence[Candidate], still: Sequence[Call], at: datetime) -> int:
    """Call the next wave; or, while some of the last may still come, as many as are missing to make help near certain.

    They are missing when somebody said no, or when too few were awake.
    """
    if not _move(running, at):
        return 0
    called, sure = _call(running, list(pool), still, at)
    until = max((one.answer_by for one in (*called, *still)), default=None)
    wakes = None if sure else _wakes(pool, at)
    if until is None:
        _nobody(running, wakes, at)
    else:
        begins = 1 if called and not still else 0
        looks_at = min(until, wakes) if wakes else until
        Round.objects.filter(pk=running.pk).update(next_at=looks_at, wave=F("wave") + begins)
    return len(called)


def _nobody(running: Round, wakes: datetime | None, at: datetime) -> None:
    """Nobody can be called now: the stewards hear, unless somebody wakes before they would anyway."""
    urgency = Urgency(running.ask.urgency)
    if wakes is None or wakes > running.ask.created_at + RISES_AFTER[urgency]:
        rising.rise(ask=running.ask, at=at)
    Round.objects.filter(pk=running.pk).update(next_at=wakes or at + max(CALL_WAITS[urgency], AN_HOUR))


def _move(running: Round, next_at: datetime | None) -> bool:
    """Set when to look again, unless somebody else has looked, or the calling began anew, since `running` was read."""
    still = Round.objects.filter(pk=running.pk, act=running.act, looks=running.looks)
    return still.update(next_at=next_at, looks=F("looks") + 1) == 1


def _call(running: Round, pool: list[Candidate], still: Sequence[Call], at: datetime) -> tuple[list[Call], bool]:
    """Those called, and whether help is near certain by that. Whoever was called by others meanwhile is left out."""
    looked_for = wanted(running.ask)
    waiting = facts_of((call.member for call in still), running.ask, at)
    for number in range(TRIES):
        chosen, sure = _choose(running, looked_for, pool, waiting, number, at)
        number_in_wave = running.wave + (0 if still else 1)
        # In one order, or two waves with the same people could wait for each other.
        made = [
            calls.call_by_name(ask=running.ask, member=one, wave=number_in_wave, fit=chosen[one], at=at)
            for one in sorted(chosen)
        ]
        called = [one for one in made if one]
        if called or not chosen:
            return called, sure and len(called) == len(chosen)
        pool = [one for one in pool if one.member not in chosen]
    return [], False


def _choose(
    running: Round,
    looked_for: Wanted,
    pool: Sequence[Candidate],
    waiting: Sequence[Candidate],
    number: int,
    at: datetime,
) -> tuple[dict[str, float], bool]:
    """How well it suits each of those to call, by id; and whether that makes help near certain.

    The same people, circle, act and look give the same choice.
    """
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
            answered=one.in_time,
            decided=one.tried,
        )

    decided, came = rate(running.ask.circle_id)
    seed = (running.act, running.looks, number)
    people = [person(one) for one in pool]
    found = wave(people, [person(one) for one in waiting], came=came, decided=decided, seed=seed, needed=NEEDED)
    fits = zip(found.places, found.fits, strict=True)
    return {pool[place].member: fit for place, fit in fits}, found.sure


def _wakes(pool: Sequence[Candidate], at: datetime) -> datetime | None:
    """When the first of those who could be called, but for their quiet hours, wakes."""
    asleep = [one.quiet.over(at) for one in pool if one.recent < one.capacity and one.quiet.hold(at)]
    return min((moment for moment in asleep if moment), default=None)
