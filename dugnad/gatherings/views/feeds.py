"""Secret addresses for calendar programs: made, shown once, ended."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.gatherings.actions import feeds as actions
from dugnad.gatherings.forms.feeds import FeedForm
from dugnad.gatherings.models import Feed
from dugnad.kit.refusal import Refused
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest, member_only

COOKIE = "__Host-calendar" if settings.SESSION_COOKIE_SECURE else "calendar"


SHOWN_FOR = timedelta(minutes=5)
"""How long an address that was just made can be looked at; a hash of it is all that is kept."""


@require_http_methods(["GET", "POST"])
@member_only
def calendar_feeds(request: MemberRequest) -> HttpResponse:
    """My addresses, and a new one."""
    circles = Circle.objects.filter(belongs.which(request.user)).order_by("name", "pk")
    choices = [(circle.pk, circle.name) for circle in circles]
    form = FeedForm(request.POST if request.method == "POST" else None, circles=choices)
    if request.method == "POST" and form.is_valid():
        circle = next((one for one in circles if one.pk == form.cleaned_data["circle"]), None)
        try:
            _made, token = actions.open_feed(by=request.user, circle=circle)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return _carrying(redirect("calendar_feeds"), request.user, token)
    fresh: str | None = request.get_signed_cookie(COOKIE, default="", salt=_salt(request.user), max_age=SHOWN_FOR)
    context = {
        "form": form,
        "feeds": Feed.objects.filter(member=request.user).select_related("circle").order_by("-made_at", "pk"),
        "fresh": settings.CONFIG.address.rstrip("/") + reverse("calendar", args=[fresh]) if fresh else "",
        "here": "me",
    }
    return render(request, "gatherings/feeds.html", context, status=422 if form.errors else 200)


def _carrying(response: HttpResponse, member: Member, token: str) -> HttpResponse:
    """To the page after the form, by the maker's own browser."""
    facts = {"secure": settings.SESSION_COOKIE_SECURE, "httponly": True, "samesite": "Strict"}
    response.set_signed_cookie(COOKIE, token, salt=_salt(member), max_age=SHOWN_FOR, **facts)
    return response


def _salt(member: Member) -> str:
    return f"gatherings.calendar {member.pk}"


@require_POST
@member_only
def calendar_end(request: MemberRequest, feed_id: str) -> HttpResponse:
    """That address leads nowhere from now on."""
    actions.close_feed(by=request.user, feed=get_object_or_404(Feed, pk=feed_id, member=request.user))
    return redirect("calendar_feeds")
