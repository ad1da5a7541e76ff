"""Moving and cancelling what one called."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dugnad.gatherings.actions import moving
from dugnad.gatherings.clocks import clocks, zone_of
from dugnad.gatherings.forms.moving import CancelForm, MoveForm
from dugnad.gatherings.recurrence import Pattern, stretch_on
from dugnad.gatherings.views.finding import run_by, the_occasion, to
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_http_methods(["GET", "POST"])
@member_only
def gathering_move(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """Another time or place for one day."""
    found = run_by(request, gathering_id)
    occasion, zone = the_occasion(request, found), zone_of(found.zone)
    first, last = occasion.starts_at.astimezone(zone), occasion.ends_at.astimezone(zone)
    initial = {"day": first.date(), "starts": first.time(), "ends": last.time(), "venue": occasion.venue}
    form = MoveForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        when = stretch_on(facts["day"], Pattern(facts["day"], facts["starts"], facts["ends"], zone.key))
        try:
            moving.move(by=request.user, occasion=occasion, to=when, venue=facts["venue"], word=facts["reason"])
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return to("gathering", occasion)
    said = clocks(occasion.starts_at, occasion.ends_at, found.zone)
    context = {"form": form, "gathering": found, "occasion": occasion, "clocks": said, "here": "act"}
    return render(request, "gatherings/move.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_only
def gathering_cancel(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """One day, or all that are still to come, do not take place."""
    found = run_by(request, gathering_id)
    occasion = the_occasion(request, found)
    form = CancelForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        word = form.cleaned_data["reason"]
        try:
            if form.cleaned_data["whole"]:
                moving.cancel(by=request.user, gathering=found, word=word)
            else:
                moving.cancel_day(by=request.user, occasion=occasion, word=word)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return to("gathering", occasion)
    said = clocks(occasion.starts_at, occasion.ends_at, found.zone)
    context = {"form": form, "gathering": found, "occasion": occasion, "clocks": said, "here": "act"}
    return render(request, "gatherings/cancel.html", context, status=422 if form.errors else 200)
