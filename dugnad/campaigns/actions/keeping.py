"""Whether a pledge was kept: by the pledger's own word, and by what an organiser saw. Neither stands for the other."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.acts import PLEDGE_CONFIRMED, PLEDGE_KEPT, PLEDGE_NOT_KEPT
from dugnad.campaigns.enums import PledgeState, TermsState
from dugnad.campaigns.models import Pledge, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def say_kept(*, by: Person, rung: Rung, kept: bool, at: datetime | None = None) -> None:
    """Say that one did what one had pledged, or could not. Saying the same twice is saying it once.

    Raises `Refused` for those who are not bound.
    """
    at = at or now()
    mine = Pledge.objects.filter(
        rung=rung, person_key=by.person_key, state=PledgeState.GIVEN, rung__terms__state=TermsState.BINDING
    )
    found = mine.first()
    if found is None:
        raise Refused(_("You are not bound by a pledge here, so there is nothing to keep."))
    if mine.filter(Q(kept=None) | Q(kept=not kept)).update(kept=kept, kept_at=at) == 1:
        record(
            PLEDGE_KEPT if kept else PLEDGE_NOT_KEPT,
            by=by,
            about=found.pk,
            circle=rung.campaign.circle_id,
            cause=rung.campaign.act_id,
            audience=Audience.PRIVATE,
            at=at,
        )


@transaction.atomic
def confirm(*, by: Member, pledge: Pledge, at: datetime | None = None) -> None:
    """An organiser saw that it was kept, whatever the pledger says. Once; nobody confirms their own.

    Raises `Refused` for those who do not organise, for one's own, and while nobody is bound.
    """
    rules.organises.require(by, pledge.campaign)
    at = at or now()
    if pledge.person_key == by.person_key:
        raise Refused(_("This is your own pledge: another organiser has to say that you kept it."))
    bound = Pledge.objects.filter(pk=pledge.pk, state=PledgeState.GIVEN, rung__terms__state=TermsState.BINDING)
    if not bound.exists():
        raise Refused(_("Nobody is bound by this pledge, so there is nothing to confirm."))
    if bound.filter(confirmed_at=None).update(confirmed_at=at, confirmed_by=by) == 1:
        record(
            PLEDGE_CONFIRMED,
            by=by,
            about=pledge.pk,
            circle=pledge.campaign.circle_id,
            toward=pledge.member or pledge.supporter,
            cause=pledge.campaign.act_id,
            audience=Audience.PRIVATE,
            at=at,
        )
