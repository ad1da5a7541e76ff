"""Saying whether one comes, and having been there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.gatherings import doorcode, rules
from dugnad.gatherings.acts import COMING, GAVE_ROLE_BACK, MAYBE, NOT_COMING, WAS_THERE
from dugnad.gatherings.enums import CODE_FOR, CODE_FROM, State, Word
from dugnad.gatherings.models import Coming, Occasion, Turn
from dugnad.kit import limits
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.kit.seal import seal
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member

VERBS = {Word.COMING: COMING, Word.MAYBE: MAYBE, Word.NOT: NOT_COMING}


@dataclass(frozen=True)
class Reply:
    """What somebody says. `named`: the circle may see who it is. `needs` are for the organisers alone."""

    word: Word
    brings: int = 0
    named: bool = False
    needs: str = ""


@transaction.atomic
def say(*, by: Member, occasion: Occasion, reply: Reply, onward: bool = False, at: datetime | None = None) -> Coming:
    """Say whether one comes on this day; `onward`: and on those after it. The last word holds."""
    at = at or now()
    rules.comes.require(by, occasion.gathering)
    if occasion.state == State.CANCELLED or occasion.ends_at <= at:
        raise Refused(_("This is cancelled or over, so there is nothing to come to."))
    said = _say(by, occasion, reply, at)
    if onward:
        after = Occasion.objects.filter(
            gathering=occasion.gathering_id, state=State.PLANNED, starts_at__gt=occasion.starts_at
        )
        for later in after.select_related("gathering"):
            _say(by, later, reply, at)
    return said


def _say(by: Member, occasion: Occasion, reply: Reply, at: datetime) -> Coming:
    if reply.word != Word.COMING:
        _give_roles_back(by, occasion, at)
    before = Coming.objects.filter(occasion=occasion, member=by).first()
    if before is None:
        try:
            with transaction.atomic():
                return _first(by, occasion, reply, at)
        except IntegrityError:  # the same form, a moment before
            before = Coming.objects.get(occasion=occasion, member=by)
    return _other(by, occasion, before, reply, at)


def _first(by: Member, occasion: Occasion, reply: Reply, at: datetime) -> Coming:
    pk = new_id()
    made = Coming(id=pk, occasion=occasion, member=by, **_facts(pk, reply))
    made.act = _record(by, occasion, pk, reply, at)
    made.save(force_insert=True)
    return made


def _other(by: Member, occasion: Occasion, before: Coming, reply: Reply, at: datetime) -> Coming:
    facts = _facts(before.pk, reply)
    if (before.word, before.brings) != (facts["word"], facts["brings"]):
        facts["act"] = _record(by, occasion, before.pk, reply, at)
    Coming.objects.filter(pk=before.pk).update(**facts)
    before.refresh_from_db()
    return before


def _facts(pk: str, reply: Reply) -> dict[str, object]:
    there = reply.word != Word.NOT
    return {
        "word": reply.word,
        "brings": reply.brings if there else 0,
        "named": reply.named and there,
        "needs": seal(reply.needs, about=pk) if reply.needs and there else None,
    }


def _record(by: Member, occasion: Occasion, pk: str, reply: Reply, at: datetime) -> Act:
    coming = reply.word == Word.COMING
    return record(
        VERBS[reply.word],
        by=by,
        about=pk,
        circle=occasion.gathering.circle_id,
        cause=occasion.gathering.act_id,
        amount=1 + reply.brings if coming else None,
        audience=Audience.PRIVATE,
        at=at,
    )


def _give_roles_back(by: Member, occasion: Occasion, at: datetime) -> None:
    for turn in Turn.objects.filter(occasion=occasion, member=by):
        give_up(turn, by, occasion.gathering.circle_id, at)


def give_up(turn: Turn, by: Member, circle: str, at: datetime) -> None:
    """The place is free again, in the transaction that is running."""
    record(GAVE_ROLE_BACK, by=by, about=turn.pk, circle=circle, cause=turn.act_id, at=at)
    Turn.objects.filter(pk=turn.pk).delete()


def check_in(*, by: Member, occasion: Occasion, code: str, at: datetime | None = None) -> bool:
    """Having been there, by the code that was shown at the door. False if that was known already.

    The code is taken from two hours before the beginning until a week after the end. Raises `Refused`.
    """
    at = at or now()
    rules.comes.require(by, occasion.gathering)
    if occasion.state == State.CANCELLED:
        raise Refused(_("This was cancelled, so nobody was there."))
    if not occasion.starts_at - CODE_FROM <= at <= occasion.ends_at + CODE_FOR:
        raise Refused(_("The code is taken from two hours before it begins until a week after its end."))
    # In a transaction of its own: a wrong code is refused, and counted all the same.
    with transaction.atomic():
        allowed = limits.spend(f"door {occasion.pk} {by.pk}", most=doorcode.TRIES, per=timedelta(hours=1), at=at)
    if not allowed:
        raise Refused(_("That were many codes. Wait an hour, or ask somebody who was there with you."))
    if not doorcode.fits(code, occasion.pk):
        raise Refused(_("That is not the code of this day. It has six signs, without 0, 1, I, L, O and U."))
    return _was_there(by, occasion, at)


@transaction.atomic
def _was_there(by: Member, occasion: Occasion, at: datetime) -> bool:
    known = Coming.objects.filter(occasion=occasion, member=by)
    if not known.filter(word=Word.COMING).exists():
        reply = known.first()
        named = bool(reply and reply.named)
        _say(by, occasion, Reply(Word.COMING, named=named), at)
    if known.filter(was_there_at=None).update(was_there_at=at) != 1:
        return False
    minutes = int((occasion.ends_at - occasion.starts_at).total_seconds() // 60)
    coming = known.get()
    act = record(
        WAS_THERE,
        by=by,
        about=coming.pk,
        circle=occasion.gathering.circle_id,
        cause=occasion.gathering.act_id,
        amount=minutes,
        audience=Audience.PRIVATE,
        at=at,
    )
    known.update(act=act)
    return True
