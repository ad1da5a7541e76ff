"""What the views of this app share: finding what the address names, as far as whoever asks may see it."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from dugnad.campaigns import rules
from dugnad.campaigns.models import Campaign, Reply, Rung, Target
from dugnad.circles.models import Circle
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, viewer


def the_circle(request: MemberRequest, circle_id: str) -> Circle:
    """The circle, or 404."""
    return get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)


def the_campaign(request: HttpRequest, campaign_id: str) -> Campaign:
    """The campaign as far as whoever asks may read it, with its circle and place; or 404."""
    return find_campaign(viewer(request), campaign_id)


def find_campaign(member: Member | None, campaign_id: str) -> Campaign:
    """The same for `member`, or for somebody without an account."""
    readable = Campaign.objects.visible_to(member).select_related("circle", "place", "copy_of", "act")
    return get_object_or_404(readable, pk=campaign_id)


def run_by(request: MemberRequest, campaign_id: str) -> Campaign:
    """A campaign that whoever asks organises; 404 for those who may not read it, `Refused` for the others."""
    found = the_campaign(request, campaign_id)
    rules.organises.require(request.user, found)
    return found


def the_target(request: MemberRequest, target_id: str) -> Target:
    """A target of a campaign that whoever asks organises."""
    target = get_object_or_404(Target.objects.select_related("answers_for"), pk=target_id)
    target.campaign = run_by(request, target.campaign_id)
    return target


def the_rung(request: MemberRequest, rung_id: str) -> Rung:
    """A rung of a campaign that whoever asks organises."""
    rung = get_object_or_404(Rung, pk=rung_id)
    rung.campaign = run_by(request, rung.campaign_id)
    return rung


def the_reply(request: MemberRequest, reply_id: str) -> Reply:
    """A reply to a campaign that whoever asks organises; 404 for everybody else, who cannot know that it has come."""
    run = Campaign.objects.visible_to(request.user).filter(rules.organises.which(request.user))
    replies = Reply.objects.filter(campaign__in=run.values("pk")).select_related("target", "campaign__circle")
    return get_object_or_404(replies, pk=reply_id)
