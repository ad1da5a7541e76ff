"""Giving one's word for somebody."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.circles import guards, rules
from dugnad.circles.actions.ending import hold
from dugnad.circles.actions.membership import enter
from dugnad.circles.acts import UNVOUCHED, VOUCHED
from dugnad.circles.enums import Openness, Progress, Standing
from dugnad.circles.models import Application, Circle, Membership, Vouch
from dugnad.circles.queries.way_in import counting
from dugnad.circles.queries.words import require_settled, require_unrested
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def vouch(*, by: Member, circle: Circle, for_member: Member, words: str = "", at: datetime | None = None) -> Vouch:
    """Give one's word that `for_member` belongs in `circle`. If they wait there and it was the last word needed,
    they are in.

    Raises `Refused` for members who are new themselves, for open circles, and for people who are in or kept out.
    """
    at = at or now()
    hold(circle)
    rules.vouches.require(by, circle)
    mine = Membership.objects.get(circle=circle, member=by)
    require_settled(mine, at)
    require_unrested(mine, at)
    _require_outside(circle, for_member)
    waiting = Application.objects.filter(circle=circle, member=for_member, progress=Progress.WAITING).first()
    word = give(
        circle=circle, by=by, for_member=for_member, words=words, cause=waiting.act_id if waiting else None, at=at
    )
    admit_if_ready(circle=circle, member=for_member, at=at)
    return word


@transaction.atomic
def stand_by(*, by: Member, theirs: Membership, words: str = "", at: datetime | None = None) -> Vouch:
    """Give one's word for somebody who is in the circle already: they come to be trusted sooner.

    Raises `Refused` for members who are new themselves or whose word rests, for a second word, and for oneself.
    """
    at = at or now()
    circle = theirs.circle
    hold(circle)
    rules.vouches.require(by, circle)
    mine = Membership.objects.get(circle=circle, member=by)
    require_settled(mine, at)
    require_unrested(mine, at)
    given = Vouch.objects.filter(circle=circle, by=by, for_member=theirs.member, withdrawn_at=None)
    if theirs.standing != Standing.ACTIVE or given.exists() or theirs.brought_by_id == by.pk:
        raise Refused(_("You have given your word for %(handle)s already.") % {"handle": theirs.member.handle})
    word = give(circle=circle, by=by, for_member=theirs.member, words=words, cause=theirs.act_id, at=at)
    Vouch.objects.filter(pk=word.pk).update(fulfilled_at=at)
    word.refresh_from_db()
    return word


def _require_outside(circle: Circle, member: Member) -> None:
    if circle.openness == Openness.OPEN:
        raise Refused(_("This circle is open: they can come in by themselves."))
    standing = Membership.objects.filter(circle=circle, member=member).values_list("standing", flat=True).first()
    if standing == Standing.ACTIVE:
        raise Refused(_("%(handle)s is in this circle already.") % {"handle": member.handle})
    if standing == Standing.BANNED:
        raise Refused(_("The stewards keep %(handle)s out. Please talk with them.") % {"handle": member.handle})


def give(*, circle: Circle, by: Member, for_member: Member, words: str, cause: int | None, at: datetime) -> Vouch:
    """Write down the word. Called by the other actions only, which have asked who may. `Refused` for a second one."""
    if by == for_member:
        raise Refused(_("Nobody can give their word for themselves."))
    word_id = new_id()
    act = record(
        VOUCHED,
        by=by,
        about=word_id,
        circle=circle.pk,
        toward=for_member,
        cause=cause,
        audience=Audience.PRIVATE,
        at=at,
    )
    try:
        with transaction.atomic():
            return Vouch.objects.create(
                id=word_id, act=act, circle=circle, by=by, for_member=for_member, words=words, created_at=at
            )
    except IntegrityError as twice:
        raise Refused(_("You have given your word for %(handle)s already.") % {"handle": for_member.handle}) from twice


def admit_if_ready(*, circle: Circle, member: Member, at: datetime) -> Membership | None:
    """Let in somebody who waits and has all the words they need. Call under `hold`: two last words may come at once."""
    waiting = Application.objects.filter(circle=circle, member=member, progress=Progress.WAITING).first()
    words = counting(circle, member, at)
    if waiting is None or len(words) < circle.vouches_needed or guards.against_entering(circle, member, at):
        return None
    return enter(
        circle=circle,
        member=member,
        brought_by=words[0].by,
        cause=words[-1].act_id,
        norms=waiting.norms_accepted,
        at=at,
    )


@transaction.atomic
def unvouch(*, by: Member, word: Vouch, at: datetime | None = None) -> None:
    """Take one's word back. If they are in already they stay, but fewer words stand for them, and with none at all
    they are trusted no further than a newcomer."""
    if word.by_id != by.pk:
        raise Refused(_("Only the one who gave this word can take it back."))
    at = at or now()
    act = record(
        UNVOUCHED, by=by, about=word.pk, circle=word.circle_id, cause=word.act_id, audience=Audience.PRIVATE, at=at
    )
    if Vouch.objects.filter(pk=word.pk, withdrawn_at=None).update(act=act, withdrawn_at=at) != 1:
        raise Refused(_("This word has been taken back already."))
