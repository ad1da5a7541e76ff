"""Pledging together: "I will, if at least so many of us will, by this date".

Whoever changes how many have pledged first changes the row of the terms, on the condition that they still take
pledges. So all changes of one rung go one after another, each counts what those before it left, and exactly one finds
the number reached: on both databases, without locks.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.campaigns import rules, taking_part
from dugnad.campaigns.acts import PLEDGE_CROSSED, PLEDGE_LAPSED, PLEDGE_TAKEN_BACK, PLEDGED
from dugnad.campaigns.enums import PledgeState, TermsState
from dugnad.campaigns.findable_parts import put_rung
from dugnad.campaigns.models import Pledge, PledgeTerms, Rung
from dugnad.campaigns.models.doing import THERE, Person, columns
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Act, Audience
from dugnad.ledger.recording import record
from dugnad.ledger.verbs import Verb
from dugnad.people.models import Member

TAKES = (TermsState.GATHERING, TermsState.BINDING)
"""States in which one can pledge: before the number is reached, and after it until the date."""


@transaction.atomic
def set_terms(
    *, by: Member, rung: Rung, promise: str, needed: int, until: datetime, at: datetime | None = None
) -> PledgeTerms:
    """What people say yes to on this rung. Raises `Refused` once somebody has pledged, and for a date that is over."""
    rules.organises.require(by, rung.campaign)
    if until <= (at or now()):
        raise Refused(_("That date has passed. Choose one that leaves people time."))
    words = {"promise": promise, "needed": needed, "until": until}
    if _turn(rung, wording=F("wording") + 1):
        if Pledge.objects.filter(rung=rung).exists():
            raise Refused(_("Somebody has pledged already, so what they said yes to stays as it is."))
        PledgeTerms.objects.filter(pk=rung.pk).update(**words)
        put_rung(rung)
        return PledgeTerms.objects.get(pk=rung.pk)
    try:
        with transaction.atomic():
            made = PledgeTerms.objects.create(rung=rung, **words)
            put_rung(rung)
            return made
    except IntegrityError:
        raise Refused(_("Another organiser wrote this down a moment ago. Look at what stands there now.")) from None


def _turn(rung: Rung, **facts: object) -> bool:
    """Go before everybody else who changes these terms, until the transaction ends."""
    return PledgeTerms.objects.filter(pk=rung.pk).update(turn=F("turn") + 1, **facts) == 1


@transaction.atomic
def pledge(*, by: Person, rung: Rung, wording: int, shown: bool = False, at: datetime | None = None) -> Pledge:
    """Say yes to the terms of `rung` as they stood in `wording`. Pledging twice is pledging once.

    The pledge that makes the number full binds everybody, itself too. After that it is binding at once. Raises
    `Refused` after the date, and when the terms have changed since they were read.
    """
    taking_part.require(by, rung)
    at = at or now()
    open_terms = PledgeTerms.objects.filter(pk=rung.pk, state__in=TAKES, until__gt=at, wording=wording)
    if open_terms.update(turn=F("turn") + 1) != 1:
        raise Refused(_why_not(rung, wording))
    given = _give(by, rung, shown, at)
    _cross(rung, at)
    return given


def _why_not(rung: Rung, wording: int) -> str:
    terms = PledgeTerms.objects.filter(pk=rung.pk).first()
    if terms is None:
        return _("The organisers have not said yet what one pledges here.")
    if terms.wording != wording:
        return _("The words of this pledge have changed since you read them. Read them again first.")
    return _("The date has passed, so nobody can pledge any more.")


def _give(by: Person, rung: Rung, shown: bool, at: datetime) -> Pledge:
    mine = Pledge.objects.filter(rung=rung, person_key=by.person_key).first()
    if mine and mine.state == PledgeState.GIVEN:
        Pledge.objects.filter(pk=mine.pk).update(shown=shown)
        mine.shown = shown
        return mine
    made = mine or Pledge(id=new_id(), campaign=rung.campaign, rung=rung, **columns(by))
    made.act = _record(PLEDGED, by, made.pk, rung, at, public=shown)
    made.state, made.shown, made.pledged_at = PledgeState.GIVEN, shown, at
    made.save(force_insert=mine is None, force_update=mine is not None)
    return made


def _cross(rung: Rung, at: datetime) -> None:
    """Bind everybody if there are enough now. Nobody else counts at the same moment: see the module's docstring."""
    count = standing(rung)
    enough = PledgeTerms.objects.filter(pk=rung.pk, state=TermsState.GATHERING, needed__lte=count)
    if enough.update(state=TermsState.BINDING, settled_at=at) == 1:
        _record(PLEDGE_CROSSED, None, rung.pk, rung, at, public=True, amount=count)


def standing(rung: Rung) -> int:
    """How many have pledged and not taken it back. Somebody who has left altogether binds nobody any more."""
    return Pledge.objects.filter(THERE, rung=rung, state=PledgeState.GIVEN).count()


@transaction.atomic
def take_back(*, by: Person, rung: Rung, at: datetime | None = None) -> None:
    """Not after all. Free for as long as the number is not reached; raises `Refused` from then on."""
    at = at or now()
    loose = PledgeTerms.objects.filter(pk=rung.pk, state=TermsState.GATHERING)
    if loose.update(turn=F("turn") + 1) != 1:
        raise Refused(_bound(rung))
    mine = Pledge.objects.filter(rung=rung, person_key=by.person_key, state=PledgeState.GIVEN)
    if mine.update(state=PledgeState.TAKEN_BACK) != 1:
        raise Refused(_("You have no pledge here to take back."))
    _record(PLEDGE_TAKEN_BACK, by, mine_id(by, rung), rung, at)


def mine_id(by: Person, rung: Rung) -> str:
    """The id of what this person said here, whatever became of it."""
    return Pledge.objects.values_list("pk", flat=True).get(rung=rung, person_key=by.person_key)


def _bound(rung: Rung) -> str:
    state = PledgeTerms.objects.filter(pk=rung.pk).values_list("state", flat=True).first()
    if state == TermsState.LAPSED:
        return _("The date has passed below the number: you are not bound to anything.")
    return _("The number was reached, so your word counts now. If you cannot keep it, say so: others can step in.")


@transaction.atomic
def lapse(*, rung: Rung, at: datetime) -> bool:
    """The date has passed below the number: nobody is bound. By the clock; true for the one time it did something."""
    late = PledgeTerms.objects.filter(pk=rung.pk, state=TermsState.GATHERING, until__lte=at)
    if late.update(state=TermsState.LAPSED, settled_at=at, turn=F("turn") + 1) != 1:
        return False
    _record(PLEDGE_LAPSED, None, rung.pk, rung, at, public=True, amount=standing(rung))
    return True


def _record(
    verb: Verb,
    by: Person | None,
    about: str,
    rung: Rung,
    at: datetime,
    *,
    public: bool = False,
    amount: int | None = None,
) -> Act:
    return record(
        verb,
        by=by,
        about=about,
        circle=rung.campaign.circle_id,
        cause=rung.campaign.act_id,
        amount=amount,
        audience=Audience.PUBLIC if public else Audience.PRIVATE,
        at=at,
    )
