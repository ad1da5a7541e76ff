"""Campaigns as things that tasks and gatherings are attached to, and what they say beside what they came of."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from dugnad.campaigns.models import Campaign
from dugnad.campaigns.queries.origins import grown_from, is_mine, of_thing
from dugnad.circles import concerns, things
from dugnad.circles.rules import stands
from dugnad.circles.things import Thing
from dugnad.people.models import Member

KIND = "campaign"


def connect() -> None:
    """Make campaigns known as things, and let them stand beside others."""
    things.register(KIND, _("a campaign"), find)
    things.register_beside("campaigns", grown, position=80)


def find(member: Member | None, pks: Collection[str]) -> Mapping[str, Thing]:
    """The campaigns among these that `member`, or somebody without an account, may read."""
    return {one.pk: thing_of(one) for one in Campaign.objects.visible_to(member).filter(pk__in=pks)}


def thing_of(campaign: Campaign) -> Thing:
    """It, as a thing."""
    path, onward = (reverse(page, args=[campaign.pk]) for page in ("campaign", "next_step"))
    return Thing(KIND, campaign.pk, campaign.title, path, campaign.circle_id, campaign.act_id, onward)


def beside(member: Member | None, campaign: Campaign) -> SafeString:
    """What other apps have to say beside `campaign`: its tasks, its gatherings."""
    return format_html_join("", "{}", ((html,) for html in things.drawn(member, thing_of(campaign))))


def grown(member: Member | None, thing: Thing) -> SafeString:
    """Beside something that a campaign may grow out of: the campaigns that did, and the way to another."""
    if member is None or thing.kind not in concerns.kinds():
        return SafeString("")
    origins = of_thing(thing)
    found = grown_from(member, origins)
    decided = origins if origins and is_mine(member, thing) else []
    stand = stands(member).get(thing.circle)
    inside = stand is not None and stand.active
    if not (found or decided or inside):
        return SafeString("")
    context = {"thing": thing, "campaigns": found, "origins": decided, "inside": inside}
    return SafeString(render_to_string("campaigns/grown.html", context))
