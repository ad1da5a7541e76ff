"""Starting a campaign, changing its words, and taking it to another place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from dugnad.campaigns import findable, rules
from dugnad.campaigns.acts import CAMPAIGN_EDITED, STARTED
from dugnad.campaigns.enums import ALLOWED, SHOWN, Feature, Phase
from dugnad.campaigns.findable_parts import put_rung
from dugnad.campaigns.models import Campaign, Organiser, Rung
from dugnad.circles.actions.posting import require_may_post
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit.clock import now
from dugnad.kit.ids import new_id
from dugnad.kit.refusal import Refused
from dugnad.ledger.models import Audience
from dugnad.ledger.recording import record
from dugnad.people.models import Member, Place


@dataclass(frozen=True)
class Words:
    """What a campaign says of itself. `demand` is what people put their name to."""

    title: str
    demand: str
    story: str = ""
    place: Place | None = None


def start(
    *,
    by: Member,
    circle: Circle,
    words: Words,
    form_key: str,
    copy_of: Campaign | None = None,
    cause: int | None = None,
    at: datetime | None = None,
) -> Campaign:
    """A new campaign of `circle`, a draft, with `by` as its organiser. The same form sent twice is one campaign.

    `cause` is the act that made what it came of. Raises `Refused` for those outside the circle.
    """
    belongs.require(by, circle)
    sent = Campaign.objects.filter(started_by=by, form_key=form_key)
    if already := sent.first():
        return already
    try:
        return _write(by, circle, words, form_key, copy_of, cause, at or now())
    except IntegrityError:
        # The same form, sent a moment ago, has come through meanwhile.
        if already := sent.first():
            return already
        raise


@transaction.atomic
def _write(
    by: Member, circle: Circle, words: Words, form_key: str, copy_of: Campaign | None, cause: int | None, at: datetime
) -> Campaign:
    require_may_post(STARTED, by=by, circle=circle, at=at, text=words.story)
    campaign_id = new_id()
    made = Campaign(
        id=campaign_id,
        act=record(STARTED, by=by, about=campaign_id, circle=circle.pk, cause=cause, at=at),
        circle=circle,
        started_by=by,
        copy_of=copy_of,
        title=words.title,
        demand=words.demand,
        story=words.story,
        place=words.place,
        created_at=at,
        form_key=form_key,
    )
    made.save(force_insert=True)
    Organiser.objects.create(campaign=made, member=by, since=at)
    findable.put(made)
    return made


@transaction.atomic
def edit(
    *, by: Member, campaign: Campaign, words: Words, version: int | None = None, at: datetime | None = None
) -> Campaign:
    """Other words for a campaign; the demand only before it is opened, for people put their name to it.

    `version` is the one the writer started from. Raises `Refused` when somebody else was quicker, for those who do not
    organise it, and for another demand once it is open.
    """
    rules.organises.require(by, campaign)
    if words.demand != campaign.demand and Feature.REWORD not in ALLOWED[Phase(campaign.phase)]:
        raise Refused(_("People have put their name to this demand, so it stays as it is. The rest can be changed."))
    still = Campaign.objects.filter(pk=campaign.pk, phase=campaign.phase, version=version or campaign.version)
    changed = still.update(
        title=words.title, demand=words.demand, story=words.story, place=words.place, version=F("version") + 1
    )
    if changed != 1:
        raise Refused(_("Somebody else changed this campaign while you wrote. Your words are still here: look first."))
    campaign.refresh_from_db()
    findable.put(campaign)
    edited(by, campaign, at or now())
    return campaign


def edited(by: Member, campaign: Campaign, at: datetime) -> None:
    """Record that `by` changed something about `campaign`."""
    audience = Audience.PUBLIC if campaign.phase in SHOWN else Audience.CIRCLE
    record(
        CAMPAIGN_EDITED,
        by=by,
        about=campaign.pk,
        circle=campaign.circle_id,
        cause=campaign.act_id,
        audience=audience,
        at=at,
    )


def touched(by: Member, campaign: Campaign, at: datetime) -> None:
    """Something that belongs to `campaign` was changed by `by`: its version grows, and it is recorded."""
    bump(campaign)
    edited(by, campaign, at)


def bump(campaign: Campaign) -> None:
    """What stands on the page of `campaign` is another: its version grows."""
    Campaign.objects.filter(pk=campaign.pk).update(version=F("version") + 1)
    campaign.refresh_from_db(fields=["version"])


@transaction.atomic
def copy(
    *, by: Member, campaign: Campaign, circle: Circle, words: Words, form_key: str, at: datetime | None = None
) -> Campaign:
    """A local copy of `campaign`, for another place or target: the same ladder, its own targets, counted apart.

    A copy of a copy is a copy of the first one. Raises `Refused` for a draft, which nobody can join yet.
    """
    rules.reads_campaign.require(by, campaign)
    if campaign.phase not in SHOWN:
        raise Refused(_("This campaign is not open yet. Copy it when it is."))
    first = campaign.copy_of or campaign
    made = start(
        by=by, circle=circle, words=words, form_key=form_key, copy_of=first, cause=campaign.act_id, at=at or now()
    )
    if not made.rungs.exists():
        rungs = Rung.objects.bulk_create(
            Rung(campaign=made, kind=rung.kind, position=rung.position, title=rung.title, words=rung.words)
            for rung in campaign.rungs.filter(done=False)
        )
        for rung in rungs:
            put_rung(rung)
    return made
