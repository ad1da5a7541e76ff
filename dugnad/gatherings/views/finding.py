"""What the views of this app share: finding what the address names, as far as its reader may see it."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from dugnad.circles.models import Circle
from dugnad.gatherings import rules
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.gatherings.queries import page as queries
from dugnad.kit.clock import now
from dugnad.people.models import Member
from dugnad.people.viewing import MemberRequest


def the_circle(request: MemberRequest, circle_id: str) -> Circle:
    """The circle, or 404."""
    return get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)


def gathering_for(member: Member | None, gathering_id: str) -> Gathering | None:
    """The gathering with its circle, place and author, if `member` may see it."""
    found = Gathering.objects.visible_to(member).select_related("circle", "place", "author")
    return found.filter(pk=gathering_id).first()


def the_gathering(request: MemberRequest, gathering_id: str) -> Gathering:
    """The gathering, or 404."""
    found = gathering_for(request.user, gathering_id)
    if found is None:
        raise Http404
    return found


def run_by(request: MemberRequest, gathering_id: str) -> Gathering:
    """The gathering, if the member runs it: 404 if they may not see it, refused if they may."""
    found = the_gathering(request, gathering_id)
    rules.runs.require(request.user, found)
    return found


def the_occasion(request: HttpRequest, gathering: Gathering) -> Occasion:
    """The day that the address or the form names (`on`), else the next one; with its gathering."""
    asked = request.POST.get("on") or request.GET.get("on") or ""
    occasion = queries.chosen(queries.days_of(gathering), asked, now())
    occasion.gathering = gathering
    return occasion


def address(name: str, occasion: Occasion) -> str:
    """The path of a page about this day."""
    path = reverse(name, args=[occasion.gathering_id])
    return f"{path}?on={occasion.number}" if occasion.gathering.times > 1 else path


def to(name: str, occasion: Occasion) -> HttpResponse:
    """Lead there."""
    return redirect(address(name, occasion))


def door_or_404(request: HttpRequest) -> HttpResponse:
    """For what this reader may not see: strangers are led to the door, members find nothing."""
    if request.user.is_authenticated:
        raise Http404
    return redirect_to_login(request.get_full_path())
