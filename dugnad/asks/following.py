"""Calls follow the ledger: somebody asks, others are called by name; somebody answers, their call is fulfilled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from dugnad.asks import acts, calling
from dugnad.asks.actions import calls
from dugnad.asks.models import Answer, Ask, Call
from dugnad.asks.queries.calls import open_of, stranded
from dugnad.circles import acts as circle_acts
from dugnad.kit.clock import now
from dugnad.ledger.followers import Follower
from dugnad.ledger.models import Act

FRESH = timedelta(days=7)
"""Nobody is called for what was asked longer ago: a new installation may read years of acts."""

BEGINS = {one.code for one in (acts.ASKED, acts.HANDED_OVER, acts.REOPENED)}
ANSWERS = {one.code for one in (acts.ANSWERED_PRACTICAL, acts.ANSWERED_EMOTIONAL)}
ENDS = {one.code for one in (acts.RESOLVED, acts.CLOSED)}
SAYS_NO = {one.code for one in (acts.DECLINED, acts.PASSED_ON)}
GOES = {one.code for one in (circle_acts.LEFT, circle_acts.BANNED)}


class Calling(Follower):
    """Each act in a transaction of its own; nothing here is done twice for an act that comes twice."""

    name = "calls"

    def handle(self, batch: Sequence[Act]) -> None:
        """Do what follows from these acts for calls."""
        uncalled = _without_call([act for act in batch if act.verb in ANSWERS])
        for act in batch:
            if act.pk not in uncalled:
                follow(act, at=now())


def follow(act: Act, *, at: datetime) -> None:
    """What follows from `act` for calls, at the moment `at`."""
    if act.verb in BEGINS:
        _begin(act, at)
    elif act.verb in ANSWERS:
        _come(Ask.objects.filter(answers=act.object_id), act)
    elif act.verb == acts.TOOK.code:
        _come(Ask.objects.filter(pk=act.object_id), act)
    elif act.verb in ENDS:
        _end(act)
    elif act.verb in SAYS_NO:
        _hurry(act, at)
    elif act.verb in GOES:
        with transaction.atomic():
            calls.end(calls=stranded(circle=act.circle), at=act.at)


def _without_call(answers: Sequence[Act]) -> set[int]:
    """Those of these that somebody gave without having been called: most do. One query."""
    called = Answer.objects.filter(pk__in=[act.object_id for act in answers], author__calls__ask=F("ask"))
    found = set(called.values_list("pk", flat=True)) if answers else set()
    return {act.pk for act in answers if act.object_id not in found}


def _begin(act: Act, at: datetime) -> None:
    ask = Ask.objects.filter(pk=act.object_id).first()
    if ask is not None and act.at > at - FRESH and calling.begin(ask, act=act.pk, at=at):
        calling.look(ask.pk, at=at)


def _come(asks: QuerySet[Ask], act: Act) -> None:
    for ask in asks:  # one, or none if it is gone meanwhile
        calls.come(ask=ask, person_key=act.actor, at=act.at)


@transaction.atomic
def _end(act: Act) -> None:
    # A late reader: the ask may have been opened again since, and others called for it.
    before = [one for one in open_of(act.object_id) if one.called_at <= act.at]
    calls.end(calls=before, at=act.at)


def _hurry(act: Act, at: datetime) -> None:
    ask = Call.objects.filter(pk=act.object_id).values_list("ask", flat=True).first()
    if ask is not None:
        calling.hurry(ask, at=at)
        calling.look(ask, at=at)
