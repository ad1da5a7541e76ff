"""Taking a role at a gathering, and giving it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from dugnad.gatherings import rules
from dugnad.gatherings.actions.coming import Reply, give_up, say
from dugnad.gatherings.acts import TOOK_ROLE
from dugnad.gatherings.enums import Word
from dugnad.gatherings.models import Coming, Duty, Occasion, Turn
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def take(*, by: Member, duty: Duty, occasion: Occasion, at: datetime | None = None) -> Turn:
    """Take a role on one day; whoever takes one comes. Taken twice by the same member it is one.

    Raises `Refused` when it is filled: the database refuses to fill a place twice, however many try at once.
    """
    at = at or now()
    rules.comes.require(by, occasion.gathering)
    if duty.gathering_id != occasion.gathering_id:
        raise Refused(_("That role belongs to another gathering."))
    mine = Turn.objects.filter(duty=duty, occasion=occasion, member=by).first()
    if mine:
        return mine
    if not Coming.objects.filter(occasion=occasion, member=by, word=Word.COMING).exists():
        say(by=by, occasion=occasion, reply=Reply(Word.COMING), at=at)
    taken = set(Turn.objects.filter(duty=duty, occasion=occasion).values_list("place", flat=True))
    for place in range(1, duty.needed + 1):
        if place in taken:
            continue
        try:
            with transaction.atomic():
                return _insert(by, duty, occasion, place, at)
        except IntegrityError:
            continue  # somebody else was a moment earlier: try the next place
    raise Refused(_("Somebody was a moment before you: this role is filled. The others are still open."))


def _insert(by: Member, duty: Duty, occasion: Occasion, place: int, at: datetime) -> Turn:
    turn_id, gathering = new_id(), occasion.gathering
    act = record(
        TOOK_ROLE,
        by=by,
        about=turn_id,
        circle=gathering.circle_id,
        toward=gathering.author if gathering.author_id != by.pk else None,
        cause=gathering.act_id,
        at=at,
    )
    made = Turn(id=turn_id, act=act, duty=duty, occasion=occasion, place=place, member=by, taken_at=at)
    made.save(force_insert=True)
    return made


@transaction.atomic
def give_back(*, by: Member, duty: Duty, occasion: Occasion, at: datetime | None = None) -> None:
    """The role is open again."""
    at = at or now()
    turn = Turn.objects.filter(duty=duty, occasion=occasion, member=by).first()
    if turn is None:
        raise Refused(_("You do not have this role, so there is nothing to give back."))
    give_up(turn, by, occasion.gathering.circle_id, at)
