"""Asking to be vouched for, and vouching."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Skill
from dugnad.professions import rules
from dugnad.professions.actions.shortening import shorten_if_too_few
from dugnad.professions.acts import MARKED, UNVOUCHED, VOUCHED, WANTED
from dugnad.professions.models import Mark, Terms, Word
from dugnad.professions.terms import HOLDS, RENEWED_FROM

NOBODY_HERE = gettext_lazy("Nobody is vouched for in this profession here.")


def hold(skill: str) -> Terms:
    """Until this transaction ends, others who hold the same profession wait: who vouches for whom is counted."""
    if Terms.objects.filter(skill=skill).update(needed=F("needed")) != 1:
        raise Refused(NOBODY_HERE)
    return Terms.objects.get(skill=skill)


def ask(*, by: Member, skill: Skill, at: datetime | None = None) -> Mark:
    """Ask the members of a profession to vouch for one. Asking twice is asking once."""
    try:
        return _ask(by, skill, at or now())
    except IntegrityError:  # the same button, a moment before
        return Mark.objects.get(member=by, skill=skill, ended_at=None)


@transaction.atomic
def _ask(by: Member, skill: Skill, at: datetime) -> Mark:
    hold(skill.pk)
    if before := Mark.objects.filter(member=by, skill=skill, ended_at=None).first():
        return before
    pk = new_id()
    act = record(WANTED, by=by, about=pk, audience=Audience.PRIVATE, at=at)
    return Mark.objects.create(id=pk, act=act, member=by, skill=skill, asked_at=at)


@transaction.atomic
def vouch(*, by: Member, mark: Mark, at: datetime | None = None) -> Word:
    """Give one's word that somebody is of one's own profession. With the last word needed the mark stands for a year.

    Raises `Refused` for oneself, for those who are not vouched for in it themselves or kept out of a circle of it, for
    a second word, and long before a mark is to be renewed.
    """
    at = at or now()
    terms = hold(mark.skill_id)
    mark.refresh_from_db()
    _require_may_vouch(by, mark, at)
    pk = new_id()
    act = record(VOUCHED, by=by, about=pk, toward=mark.member, cause=mark.act_id, audience=Audience.PRIVATE, at=at)
    try:
        with transaction.atomic():
            word = Word.objects.create(id=pk, act=act, mark=mark, by=by, round=mark.round + 1, at=at)
    except IntegrityError as twice:
        raise Refused(_("You have given your word already.")) from twice
    if mark.words.filter(round=mark.round + 1, withdrawn_at=None).count() >= terms.needed:
        _stand(mark, act.pk, at)
    return word


def _require_may_vouch(by: Member, mark: Mark, at: datetime) -> None:
    if by.pk == mark.member_id:
        raise Refused(_("Nobody can vouch for themselves."))
    if mark.skill_id not in rules.skills_held(by, at):
        raise Refused(_("Only members who are vouched for in this profession themselves can vouch for others."))
    if mark.ended_at is not None:
        raise Refused(_("They do not ask for this any more."))
    if mark.expires_at is not None and mark.expires_at > at + RENEWED_FROM:
        raise Refused(_("They are vouched for, and it holds for months yet."))


def _stand(mark: Mark, cause: int, at: datetime) -> None:
    """From now on, or from its present end on, for a year."""
    begins = max(mark.expires_at or at, at)
    act = record(MARKED, by=None, about=mark.pk, toward=mark.member, cause=cause, audience=Audience.MOVEMENT, at=at)
    Mark.objects.filter(pk=mark.pk, round=mark.round).update(
        act=act, round=mark.round + 1, first=False, expires_at=begins + HOLDS, reminded_at=None
    )
    mark.refresh_from_db()


@transaction.atomic
def unvouch(*, by: Member, word: Word, at: datetime | None = None) -> None:
    """Take one's word back. A mark that rests on too few words then ends in a month, unless others vouch."""
    if word.by_id != by.pk:
        raise Refused(_("Only the one who gave this word can take it back."))
    at = at or now()
    terms = hold(word.mark.skill_id)
    act = record(UNVOUCHED, by=by, about=word.pk, cause=word.act_id, audience=Audience.PRIVATE, at=at)
    if Word.objects.filter(pk=word.pk, withdrawn_at=None).update(act=act, withdrawn_at=at) != 1:
        raise Refused(_("You have taken it back already."))
    shorten_if_too_few(mark=word.mark, terms=terms, cause=act.pk, at=at)
