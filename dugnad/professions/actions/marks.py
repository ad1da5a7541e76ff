"""Naming the first ones of a profession, and marks that end before their time."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member
from dugnad.professions import rules
from dugnad.professions.actions.shortening import shorten_if_too_few
from dugnad.professions.actions.vouching import hold
from dugnad.professions.acts import GIVEN_BACK, NAMED_FIRST, TAKEN_AWAY
from dugnad.professions.models import Mark, Terms, Word
from dugnad.professions.terms import FIRST_ONES, HOLDS

NOT_YOURS = gettext_lazy("Only those who began this profession here can do that.")


@transaction.atomic
def name_first(*, by: Member, mark: Mark, at: datetime | None = None) -> Mark:
    """Let one of the first ones' marks stand without words, since somebody must be first. Everybody sees that it does.

    By those who keep the movement running, or stewards of the circle of the profession that they have named. Raises
    `Refused` for oneself, and as soon as there are enough who can vouch.
    """
    at = at or now()
    terms = hold(mark.skill_id)
    mark.refresh_from_db()
    if not rules.begins(by, mark.skill_id):
        raise Refused(NOT_YOURS)
    if by.pk == mark.member_id:
        raise Refused(_("Nobody can name themselves. Somebody else who may do it has to know you."))
    if mark.ended_at is not None or mark.stands(at):
        raise Refused(_("They do not ask for this now."))
    if Mark.objects.filter(skill=mark.skill_id).standing(at).count() >= terms.needed + FIRST_ONES:
        raise Refused(_("There are enough members of this profession now: they vouch for each other."))
    act = record(NAMED_FIRST, by=by, about=mark.pk, toward=mark.member, audience=Audience.MOVEMENT, at=at)
    Mark.objects.filter(pk=mark.pk).update(
        act=act, first=True, round=mark.round + 1, expires_at=at + HOLDS, reminded_at=None
    )
    mark.refresh_from_db()
    return mark


@transaction.atomic
def give_back(*, by: Member, mark: Mark, at: datetime | None = None) -> None:
    """Not want it any more, or not ask any more. Words one gave for others stay."""
    if mark.member_id != by.pk:
        raise Refused(_("This is somebody else’s."))
    at = at or now()
    act = record(GIVEN_BACK, by=by, about=mark.pk, cause=mark.act_id, audience=Audience.PRIVATE, at=at)
    if Mark.objects.filter(pk=mark.pk, ended_at=None).update(act=act, ended_at=at) != 1:
        raise Refused(_("You have given it back already."))


@transaction.atomic
def take_away(*, by: Member, mark: Mark, told: str, at: datetime | None = None) -> None:
    """Somebody is not what they said. They are told why; words they gave in this profession do not count any more.

    By those who may name the first ones, never about themselves.
    """
    at = at or now()
    terms = hold(mark.skill_id)
    if not rules.begins(by, mark.skill_id) or by.pk == mark.member_id:
        raise Refused(NOT_YOURS)
    if not told.strip():
        raise Refused(_("Write why. They are told."))
    act = record(TAKEN_AWAY, by=by, about=mark.pk, toward=mark.member, cause=mark.act_id, at=at,
                 audience=Audience.PRIVATE)  # fmt: skip
    if Mark.objects.filter(pk=mark.pk, ended_at=None).update(act=act, ended_at=at, told=told.strip()) != 1:
        raise Refused(_("It has ended already."))
    _discount(mark, terms, act.pk, at)


def _discount(mark: Mark, terms: Terms, cause: int, at: datetime) -> None:
    """Words by whoever has lost the mark count no more; marks that rested on them have a month."""
    given = Word.objects.filter(by=mark.member_id, mark__skill=mark.skill_id, withdrawn_at=None)
    touched = list(Mark.objects.filter(words__in=given).distinct().order_by("pk"))
    given.update(withdrawn_at=at)
    for other in touched:
        shorten_if_too_few(mark=other, terms=terms, cause=cause, at=at)
