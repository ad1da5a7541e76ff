"""Asking people who did not decide to look at a decision anew, and what they say."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles.actions.ending import hold
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.safety import rules
from dugnad.safety.actions.drawing import Lot, by_lot
from dugnad.safety.actions.moving import move, note
from dugnad.safety.actions.settling import settle
from dugnad.safety.acts import APPEALED, CALLED_TO_APPEAL, CASE_APPEALED, JUDGED_APPEAL
from dugnad.safety.enums import HARMLESS, Outcome, Phase, State, Word
from dugnad.safety.models import Appeal, Decision, Juror
from dugnad.safety.queries.deciders import others_inside, others_who_tend
from dugnad.safety.terms import APPEAL_WITHIN, PANEL


@transaction.atomic
def appeal(*, by: Member, decision: Decision, words: str, lot: Lot = by_lot, at: datetime | None = None) -> Appeal:
    """The one concerned asks for another look. What was decided holds until others have looked.

    Up to three look at it: other stewards first, then members chosen by lot. `Refused` where nobody is left to ask.
    """
    at = at or now()
    hold(decision.case.circle)
    decision.refresh_from_db()
    rules.is_concerned.require(by, decision)
    if decision.state != State.STANDS or decision.measure in HARMLESS:
        raise Refused(_("This does not hold any more, so there is nothing to look at anew."))
    if decision.in_force_at is None or at > decision.in_force_at + APPEAL_WITHIN:
        raise Refused(_("It is too long ago: a decision can be looked at anew for thirty days."))
    panel = _panel(decision, lot, at)
    if not panel:
        raise Refused(
            _("Nobody is left in this circle who had no part in it. Write to the stewards, so that you can talk.")
        )
    made = _written(by, decision, words, at)
    moved = note(CASE_APPEALED, None, decision.case_id, decision.case, at)
    move(decision.case, Phase.APPEALED, moved, at)
    for juror in panel:
        Juror.objects.create(appeal=made, member=juror)
        note(CALLED_TO_APPEAL, None, made.pk, decision.case, at, toward=juror)
    return made


def _panel(decision: Decision, lot: Lot, at: datetime) -> list[Member]:
    stewards = lot(others_who_tend(decision), PANEL)
    return stewards + lot(others_inside(decision, at), PANEL - len(stewards))


def _written(by: Member, decision: Decision, words: str, at: datetime) -> Appeal:
    appeal_id = new_id()
    act = note(APPEALED, by, appeal_id, decision.case, at)
    try:
        with transaction.atomic():
            return Appeal.objects.create(id=appeal_id, act=act, decision=decision, words=words, at=at)
    except IntegrityError as twice:
        raise Refused(_("You have asked for another look already. You will hear of it.")) from twice


@transaction.atomic
def say(*, by: Member, appeal: Appeal, word: Word, at: datetime | None = None) -> None:
    """What one of those who look at it says. More than half of them settle it."""
    at = at or now()
    case = appeal.decision.case
    hold(case.circle)
    appeal.refresh_from_db()
    rules.looks_anew.require(by, appeal)
    said = Juror.objects.filter(appeal=appeal, member=by, word="").update(word=word, said_at=at)
    if appeal.outcome != Outcome.WAITING or said != 1:
        raise Refused(_("This is settled, or you have said your word already."))
    note(JUDGED_APPEAL, by, appeal.pk, case, at)
    words = list(appeal.jurors.values_list("word", flat=True))
    if 2 * words.count(word) > len(words):
        settle(appeal, Outcome.UPHELD if word == Word.KEEP else Outcome.OVERTURNED, voices=words.count(word), at=at)
    elif all(words):
        settle(appeal, Outcome.OVERTURNED, voices=words.count(Word.OVERTURN), at=at)
