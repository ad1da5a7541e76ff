"""How an appeal ends. Called by the other actions only."""

from __future__ import annotations

from datetime import datetime

from dugnad.circles.actions.ending import hold
from dugnad.safety.actions import effects
from dugnad.safety.actions.log_lines import log
from dugnad.safety.actions.moving import move, note, turn
from dugnad.safety.acts import APPEAL_SETTLED, CASE_CLOSED, SET_ASIDE
from dugnad.safety.enums import Event, Outcome, Phase, State, Word
from dugnad.safety.models import Appeal


def settle(appeal: Appeal, outcome: Outcome, *, voices: int, at: datetime) -> bool:
    """Write the outcome down, once; a decision that is overturned is undone. Call in a transaction."""
    decision, case = appeal.decision, appeal.decision.case
    act = note(APPEAL_SETTLED, None, appeal.pk, case, at, toward=case.person, amount=voices)
    waiting = Appeal.objects.filter(pk=appeal.pk, outcome=Outcome.WAITING)
    if waiting.update(outcome=outcome, settled_at=at, act=act) != 1:
        return False
    appeal.refresh_from_db(fields=["outcome", "settled_at", "act"])
    if outcome == Outcome.OVERTURNED:
        effects.undo(decision, at=at)
        turn(decision, State.OVERTURNED, note(SET_ASIDE, None, decision.pk, case, at), ended_at=at)
    log(decision, Event.UPHELD if outcome == Outcome.UPHELD else Event.OVERTURNED, voices=voices, at=at)
    move(case, Phase.CLOSED, note(CASE_CLOSED, None, case.pk, case, at), at)
    return True


def settle_overdue(appeal: Appeal, at: datetime) -> bool:
    """By the clock: the words given so far decide. Where they do not speak for the decision, it is lifted."""
    hold(appeal.decision.case.circle)
    words = list(appeal.jurors.values_list("word", flat=True))
    kept = words.count(Word.KEEP) > words.count(Word.OVERTURN)
    outcome, word = (Outcome.UPHELD, Word.KEEP) if kept else (Outcome.OVERTURNED, Word.OVERTURN)
    return settle(appeal, outcome, voices=words.count(word), at=at)
