"""A campaign that grows out of what somebody brought, by their word alone."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from dugnad.campaigns import rules
from dugnad.campaigns.actions.starting import bump
from dugnad.campaigns.acts import ORIGIN_AGREED, ORIGIN_ASKED, ORIGIN_REFUSED
from dugnad.campaigns.enums import ORIGIN_TRANSITIONS, OriginState
from dugnad.campaigns.models import Campaign, Invited, Origin
from dugnad.circles import concerns
from dugnad.circles.concerns import Concern
from dugnad.circles.rules import belongs
from dugnad.circles.things import Thing
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member


@transaction.atomic
def want(*, by: Member, campaign: Campaign, thing: Thing, at: datetime | None = None) -> Origin:
    """Ask whoever brought `thing`, which `by` may see, whether `campaign` may grow out of it: once.

    One's own is agreed to at once, without a word of it becoming public. Raises `Refused` for those who do not organise
    the campaign, and when nobody is there any more who could agree.
    """
    rules.organises.require(by, campaign)
    at = at or now()
    concern = whose(thing)
    known = Origin.objects.filter(campaign=campaign, kind=thing.kind, thing=thing.pk)
    if already := known.first():
        return already
    made = Origin.objects.create(campaign=campaign, kind=thing.kind, thing=thing.pk, wanted_by=by, wanted_at=at)
    record(
        ORIGIN_ASKED,
        by=by,
        about=made.pk,
        circle=concern.circle,
        toward=Member.objects.filter(pk=concern.owner).first(),
        cause=concern.act,
        audience=Audience.PRIVATE,
        at=at,
    )
    if concern.owner == by.pk:
        _agree(by, made, "", concern, at)
    return made


def whose(thing: Thing) -> Concern:
    """Whose it is. Raises `Refused` when they have left."""
    concern = concerns.find(thing.kind, thing.pk)
    if concern is None or concern.owner is None:
        raise Refused(_("Whoever brought this has left, so nobody can agree to a campaign."))
    return concern


@transaction.atomic
def agree(*, by: Member, origin: Origin, words: str = "", at: datetime | None = None) -> Origin:
    """Whoever brought it says yes; everybody may read `words`, and nothing else of theirs.

    They and those who had to do with it are invited to help run the campaign. Raises `Refused` for anybody else.
    """
    concern = _own(by, origin)
    _agree(by, origin, words, concern, at or now())
    return origin


def _agree(by: Member, origin: Origin, words: str, concern: Concern, at: datetime) -> None:
    if origin.state == OriginState.AGREED:  # other words than before
        Origin.objects.filter(pk=origin.pk, state=OriginState.AGREED).update(words=words)
        origin.refresh_from_db()
    else:
        _move(origin, OriginState.AGREED, words, at)
        record(
            ORIGIN_AGREED,
            by=by,
            about=origin.pk,
            circle=origin.campaign.circle_id,
            cause=origin.campaign.act_id,
            audience=Audience.PRIVATE,
            at=at,
        )
        _invite(origin, concern, at)
    bump(origin.campaign)


def _invite(origin: Origin, concern: Concern, at: datetime) -> None:
    """Everybody who had to do with it, and is in the circle that runs the campaign."""
    people = {concern.owner, *concern.others} - {None}
    inside = Member.objects.filter(belongs.who(origin.campaign.circle), pk__in=people)
    running = origin.campaign.organisers.values("member")
    Invited.objects.bulk_create(
        [Invited(campaign=origin.campaign, member=one, origin=origin, at=at) for one in inside.exclude(pk__in=running)],
        ignore_conflicts=True,
    )


@transaction.atomic
def refuse(*, by: Member, origin: Origin, at: datetime | None = None) -> Origin:
    """Whoever brought it would rather not, or takes their yes back: their words are gone from the page at once."""
    _own(by, origin)
    at = at or now()
    if origin.state != OriginState.REFUSED:
        _move(origin, OriginState.REFUSED, "", at)
        record(
            ORIGIN_REFUSED,
            by=by,
            about=origin.pk,
            circle=origin.campaign.circle_id,
            cause=origin.campaign.act_id,
            audience=Audience.PRIVATE,
            at=at,
        )
        Invited.objects.filter(origin=origin).delete()
        bump(origin.campaign)
    return origin


def _own(by: Member, origin: Origin) -> Concern:
    concern = concerns.find(origin.kind, origin.thing)
    if concern is None or concern.owner != by.pk:
        raise Refused(_("Only whoever brought this can say whether it becomes a campaign."))
    return concern


def _move(origin: Origin, state: OriginState, words: str, at: datetime) -> None:
    before = [one for one in OriginState if state in ORIGIN_TRANSITIONS[one]]
    moved = Origin.objects.filter(pk=origin.pk, state__in=before).update(state=state, words=words, decided_at=at)
    origin.refresh_from_db()
    if moved != 1:
        raise Refused(_("This was decided meanwhile."))
