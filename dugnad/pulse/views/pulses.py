"""The pulse of the movement, of a circle, of a campaign."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from dugnad.campaigns.models import Campaign
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs, belongs_to_its_circle, tends
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.models import Release
from dugnad.pulse.queries.releases import newest
from dugnad.pulse.queries.showing import shown
from dugnad.pulse.report.references import references
from dugnad.pulse.wording import words


@member_only
@require_safe
def pulse(request: MemberRequest) -> HttpResponse:
    """The whole movement's."""
    return show(request, newest(request.user), {"here": "today"})


@member_only
@require_safe
def circle_pulse(request: MemberRequest, circle_id: str) -> HttpResponse:
    """A circle's, for its members."""
    circle = the_circle(request, circle_id)
    more = {"circle": circle, "tends": tends.can(request.user, circle), "here": "circles"}
    return show(request, newest(request.user, circle=circle.pk), more)


@member_only
@require_safe
def campaign_pulse(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """A campaign's, for the members of its circle."""
    campaign = the_campaign(request, campaign_id)
    found = newest(request.user, campaign=campaign.pk)
    return show(request, found, {"campaign": campaign, "circle": campaign.circle, "here": "act"})


def show(request: MemberRequest, release: Release | None, more: dict[str, Any]) -> HttpResponse:
    """The page of `release`, or why there is none yet."""
    if release is None:
        return render(request, "pulse/none_yet.html", more)
    context = {"release": release, "shown": shown(release), "references": references(words()), **more}
    return render(request, "pulse/pulse.html", context)


def the_circle(request: MemberRequest, circle_id: str) -> Circle:
    """A circle that whoever asks belongs to, or 404."""
    return get_object_or_404(Circle.objects.filter(belongs.which(request.user)), pk=circle_id)


def the_campaign(request: MemberRequest, campaign_id: str) -> Campaign:
    """A campaign of such a circle, or 404."""
    seen = Campaign.objects.visible_to(request.user).filter(belongs_to_its_circle.which(request.user))
    return get_object_or_404(seen.select_related("circle"), pk=campaign_id)


def the_release(request: MemberRequest, release_id: str) -> Release:
    """A release that whoever asks may read, or 404."""
    seen = Release.objects.visible_to(request.user).select_related("circle", "campaign")
    found = seen.filter(pk=release_id).first()
    if found is None:
        raise Http404
    return found
