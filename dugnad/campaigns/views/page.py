"""The page of a campaign. `stranger_page` is all that everybody sees; `_for_member` the rest."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.campaigns import next_step, rules
from dugnad.campaigns.enums import ReplyState
from dugnad.campaigns.models import Campaign, Invited, Organiser
from dugnad.campaigns.queries import page
from dugnad.campaigns.things import beside
from dugnad.campaigns.views.finding import the_campaign
from dugnad.campaigns.views.funnel import loss_of
from dugnad.campaigns.views.origins import came_of
from dugnad.circles.rules import belongs_to_its_circle
from dugnad.kit.clock import now
from dugnad.kit.kept import kept_for_strangers
from dugnad.ledger import topics
from dugnad.people.models import Member
from dugnad.people.viewing import viewer


@kept_for_strangers
@require_safe
def campaign(request: HttpRequest, campaign_id: str) -> HttpResponse:
    """What we want, and what can be done next; with `news`, the ladder anew on an open page."""
    found, member = the_campaign(request, campaign_id), viewer(request)
    position = topics.here() if member else None  # before the rest is read: nothing falls between page and stream
    context = stranger_page(found, now(), member)
    if "news" in request.GET:
        return render(request, "campaigns/ladder_live.html", context)
    if member and position:
        context |= _for_member(request, member, found) | {"live": topics.address("campaign", found.pk, position)}
    return render(request, "campaigns/campaign.html", context)


def stranger_page(campaign: Campaign, at: datetime, member: Member | None = None) -> dict[str, Any]:
    """The context of `campaigns/campaign.html` for anybody without an account: no session, no cookie, no request.

    It depends on `campaign` (see its `version`), on what was sent, done and told since, on the day, and on the
    language that is active. `member` adds what members may see of what stands beside it, and nothing else.
    """
    facts = page.facts(campaign, at)
    return {
        "campaign": campaign,
        "facts": facts,
        "loss": loss_of(campaign, organises=False),
        "beside": beside(member, campaign),
        "at": at,
        "here": "act",
    }


def _for_member(request: HttpRequest, member: Member, campaign: Campaign) -> dict[str, Any]:
    """What is for this member alone."""
    organises = rules.organises.can(member, campaign)
    inside = belongs_to_its_circle.can(member, campaign)
    more = {"loss": loss_of(campaign, organises=True)} if organises else {}
    return more | {
        "next_step": next_step.drawn(request, campaign),
        "organises": organises,
        "inside": inside,
        "hidden": organises and not rules.is_shown.can(member, campaign),
        "organisers": _organisers(member, campaign) if inside else [],
        "held": campaign.replies.filter(state=ReplyState.HELD).count() if organises else 0,
        "invited": inside and _is_invited(member, campaign),
        "came_of": came_of(member, campaign),
    }


def _organisers(member: Member, campaign: Campaign) -> list[Organiser]:
    met = Member.objects.visible_to(member)
    return list(campaign.organisers.filter(member__in=met).select_related("member").order_by("since", "pk"))


def _is_invited(member: Member, campaign: Campaign) -> bool:
    asked = Invited.objects.filter(campaign=campaign, member=member, declined_at=None)
    return asked.exists() and not rules.is_organiser.can(member, campaign)
