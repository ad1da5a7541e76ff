"""What one member may know of acts in campaigns, in words. A fixed number of queries for many acts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from dugnad.campaigns import acts as verbs
from dugnad.campaigns import rules
from dugnad.campaigns.enums import SHOWN, OriginState, ReplyState
from dugnad.campaigns.models import Campaign, Origin, Reply
from dugnad.campaigns.queries.origins import concerns_of
from dugnad.campaigns.queries.shares import share_of
from dugnad.campaigns.sharing import in_words
from dugnad.circles.enums import Openness
from dugnad.ledger.models import Act
from dugnad.people.models import Member
from dugnad.people.telling import Words, actors


def of_campaigns(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """A part in running it; that it is open; what came of it, with the member's own share. One query more for each
    outcome."""
    found = Campaign.objects.visible_to(member).select_related("circle")
    known = found.in_bulk({act.object_id for act in acts})
    told: dict[int, Words] = {}
    for act in acts:
        campaign = known.get(act.object_id)
        line = _line(member, act, campaign) if campaign else ""
        if campaign and line:
            told[act.pk] = _words(member, act, campaign, line)
    return told


def _line(member: Member, act: Act, campaign: Campaign) -> str:
    match act.verb:
        case verbs.ORGANISER_ADDED.code:
            return _("You help to run this campaign now") if rules.is_organiser.can(member, campaign) else ""
        case verbs.OPENED.code:
            return _("The campaign that came of something you had to do with is open")
        case verbs.ENDED_WELL.code:
            return _("What came of a campaign that you took part in") if campaign.outcome else ""
    return ""


def _words(member: Member, act: Act, campaign: Campaign, line: str) -> Words:
    ended = act.verb == verbs.ENDED_WELL.code
    share = in_words(share_of(member.person_key, campaign)) if ended else ""
    return Words(
        line=line,
        page=page_of(campaign),
        title=campaign.title,
        text=campaign.outcome if ended else "",
        why=_("Your share in it: %(share)s.") % {"share": share} if share else "",
        travels=campaign.phase in SHOWN or campaign.circle.openness == Openness.OPEN,
        over=ended and act.at != campaign.outcome_at,
    )


def page_of(campaign: Campaign) -> str:
    """The path of its page."""
    return reverse("campaign", args=[campaign.pk])


def of_replies(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """A reply waits for those who organise the campaign. Three queries."""
    readable = Campaign.objects.visible_to(member).filter(rules.organises.which(member)).values("pk")
    found = Reply.objects.filter(pk__in={act.object_id for act in acts}, campaign__in=readable)
    known = found.select_related("target", "campaign").in_bulk()
    told: dict[int, Words] = {}
    for act in acts:
        if reply := known.get(act.object_id):
            told[act.pk] = Words(
                line=_("Something has come from %(name)s. Look at it, and say whether everybody may read it")
                % {"name": reply.target.name},
                page=reverse("reply", args=[reply.pk]),
                title=reply.campaign.title,
                over=reply.state != ReplyState.HELD,
            )
    return told


def of_origins(member: Member, acts: Sequence[Act]) -> Mapping[int, Words]:
    """For whoever brought something: may a campaign grow out of it? For those who had to do with it: it has."""
    found = Origin.objects.filter(pk__in={act.object_id for act in acts}).select_related("campaign__circle")
    known = found.in_bulk()
    concerned = concerns_of(known.values())
    people = actors(member, acts)
    told: dict[int, Words] = {}
    for act in acts:
        origin, concern = known.get(act.object_id), concerned.get(act.object_id)
        if origin is None or concern is None:
            continue
        if act.verb == verbs.ORIGIN_ASKED.code:
            if concern.owner == member.pk and act.actor in people and act.actor != member.person_key:
                told[act.pk] = _asked(origin, people[act.actor])
        elif origin.state == OriginState.AGREED and rules.reads_campaign.can(member, origin.campaign):
            told[act.pk] = _grown(member, origin, member.pk in concern.others)
    return told


def _asked(origin: Origin, who: Member) -> Words:
    return Words(
        line=_("%(name)s would like a campaign to grow out of what you asked. It takes your word")
        % {"name": who.handle},
        page=reverse("origin", args=[origin.pk]),
        title=origin.campaign.title,
        over=origin.state != OriginState.WAITING,
    )


def _grown(member: Member, origin: Origin, helped: bool) -> Words:
    line = (
        _("A campaign grows out of something you helped with. You can help to run it")
        if helped
        else _("Whoever it is about agreed: the campaign can grow out of it")
    )
    return Words(line=line, page=page_of(origin.campaign), title=origin.campaign.title)


def new_campaigns(member: Member, circles: Sequence[str], since: datetime, until: datetime, most: int) -> list[Words]:
    """Campaigns of these circles that were opened in between and are open still."""
    found = Campaign.objects.visible_to(member).filter(
        circle__in=circles, opened_at__gt=since, opened_at__lte=until, phase__in=SHOWN, closed_at=None
    )
    rows = found.exclude(started_by=member).order_by("-opened_at")[:most]
    return [Words(line=_("A campaign was opened"), page=page_of(one), title=one.title, travels=True) for one in rows]
