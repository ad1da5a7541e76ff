"""Pulses that were taken before: a list of them, and each as it was published."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dugnad.circles.rules import tends
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.pulse.queries.earlier import published, since
from dugnad.pulse.views.pulses import show, the_campaign, the_circle, the_release


@member_only
@require_safe
def pulse_earlier(request: MemberRequest) -> HttpResponse:
    """Of the whole movement."""
    return _list(request, {"here": "today"})


@member_only
@require_safe
def circle_pulse_earlier(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Of a circle, for its members."""
    return _list(request, {"circle": the_circle(request, circle_id), "here": "circles"})


@member_only
@require_safe
def campaign_pulse_earlier(request: MemberRequest, campaign_id: str) -> HttpResponse:
    """Of a campaign, for the members of its circle."""
    campaign = the_campaign(request, campaign_id)
    return _list(request, {"campaign": campaign, "circle": campaign.circle, "here": "act"})


@member_only
@require_safe
def pulse_release(request: MemberRequest, release_id: str) -> HttpResponse:
    """One of them, with what has changed in method since."""
    release = the_release(request, release_id)
    circle = release.circle
    more = {
        "circle": circle,
        "campaign": release.campaign,
        "tends": circle is not None and release.campaign is None and tends.can(request.user, circle),
        "since": since(request.user, release),
        "here": "act" if release.campaign else "circles" if circle else "today",
    }
    return show(request, release, more)


def _list(request: MemberRequest, more: dict[str, Any]) -> HttpResponse:
    campaign, circle = more.get("campaign"), more.get("circle")
    rows = published(request.user, circle=circle.pk if circle else None, campaign=campaign.pk if campaign else None)
    return render(request, "pulse/earlier.html", {"rows": rows, **more})
