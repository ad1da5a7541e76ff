"""Calling a target by telephone, and telling what came of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dugnad.campaigns import taking_part
from dugnad.campaigns.actions.correspondence import sent
from dugnad.campaigns.acts import PHONED
from dugnad.campaigns.enums import CallResult, RungKind, SentKind
from dugnad.campaigns.models import LineInUse, PhoneCall, Rung, Supporter, Target
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.models.phoning import HALF_AN_HOUR
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.limits import spend
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record

MOST_A_DAY = 12
"""Calls one person can tell of for one target. An office that is never there is tried often."""


@transaction.atomic
def take_line(*, by: Person, rung: Rung, target: Target, at: datetime | None = None) -> bool:
    """Say that one calls `target` now, so that two do not at once. False: somebody else does; one may all the same."""
    at = at or now()
    taking_part.require(by, rung)
    mine = {"person": by.person_key, "since": at}
    free = LineInUse.objects.filter(Q(person=by.person_key) | Q(since__lte=at - HALF_AN_HOUR), target=target)
    if free.update(**mine) == 1:
        return True
    return LineInUse.objects.get_or_create(target=target, defaults=mine)[1]


def tell(
    *,
    by: Person,
    rung: Rung,
    target: Target,
    result: CallResult,
    form_key: str,
    note: str = "",
    at: datetime | None = None,
) -> PhoneCall:
    """What came of a call. The same form sent twice is one call; the line is free again."""
    taking_part.require(by, rung)
    if rung.kind != RungKind.PHONE or target.campaign_id != rung.campaign_id:
        raise Refused(_("This is not one of those whom this campaign calls."))
    if already := PhoneCall.objects.filter(form_key=form_key).first():
        return already
    try:
        return _write(by, rung, target, result, note, form_key, at or now())
    except IntegrityError:  # the same form, sent a moment ago, has come through meanwhile
        return PhoneCall.objects.get(form_key=form_key)


@transaction.atomic
def _write(
    by: Person, rung: Rung, target: Target, result: CallResult, note: str, form_key: str, at: datetime
) -> PhoneCall:
    if not spend(f"phoned {by.person_key} {target.pk}", most=MOST_A_DAY, per=timedelta(days=1), at=at):
        raise Refused(_("You have told of many calls to them today. Let others try, or try again tomorrow."))
    call_id, campaign = new_id(), rung.campaign
    facts: dict[str, Any] = {"supporter": by} if isinstance(by, Supporter) else {"member": by}
    act = record(
        PHONED,
        by=by,
        about=call_id,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        audience=Audience.PRIVATE,
        at=at,
    )
    made = PhoneCall(
        id=call_id,
        act=act,
        campaign=campaign,
        rung=rung,
        target=target,
        result=result,
        note=note,
        called_at=at,
        form_key=form_key,
        **facts,
    )
    made.save(force_insert=True)
    sent(target=target, kind=SentKind.CALL, act=act, at=at)
    LineInUse.objects.filter(target=target, person=by.person_key).delete()
    return made
