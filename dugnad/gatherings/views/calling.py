"""Calling people together, and changing what one called."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dugnad.circles import things
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.circles.things import Thing
from dugnad.gatherings.actions import calling, changing
from dugnad.gatherings.forms.calling import GatheringForm
from dugnad.gatherings.forms.words import WordsForm, as_it_is
from dugnad.gatherings.models import Gathering
from dugnad.gatherings.views.finding import run_by
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_http_methods(["GET", "POST"])
@member_only
def gathering_new(request: MemberRequest) -> HttpResponse:
    """A new gathering, in the circle and for the thing that the address names; else the choice of a circle."""
    thing = _thing(request)
    circle_id = request.GET.get("circle") or (thing.circle if thing else "")
    if not circle_id:
        mine = list(Circle.objects.filter(belongs.which(request.user)).order_by("name", "pk"))
        return render(request, "gatherings/where.html", {"circles": mine, "here": "act"})
    circle = get_object_or_404(Circle.objects.visible_to(request.user), pk=circle_id)
    belongs.require(request.user, circle)
    form = GatheringForm(
        request.POST if request.method == "POST" else None, zone=request.user.time_zone, today=timezone.localdate()
    )
    if request.method == "POST" and form.is_valid():
        made = _call(request, circle, thing, form)
        if made:
            return redirect("gathering", made.pk)
    context = {"form": form, "circle": circle, "thing": thing, "here": "act"}
    return render(request, "gatherings/new.html", context, status=422 if form.errors else 200)


def _thing(request: MemberRequest) -> Thing | None:
    """What it is to be attached to: `kind:id` in the address."""
    kind, _colon, pk = request.GET.get("thing", "").partition(":")
    return things.find(request.user, kind, pk) if pk else None


def _call(request: MemberRequest, circle: Circle, thing: Thing | None, form: GatheringForm) -> Gathering | None:
    try:
        return calling.call_together(
            by=request.user,
            circle=circle,
            words=form.words(),
            pattern=form.pattern(),
            wanted=form.wanted(),
            thing=thing,
            form_key=form.cleaned_data["form_key"],
        )
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return None


@require_http_methods(["GET", "POST"])
@member_only
def gathering_edit(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """New words, and further roles."""
    found = run_by(request, gathering_id)
    form = WordsForm(request.POST if request.method == "POST" else None, initial=as_it_is(found))
    if request.method == "POST" and form.is_valid():
        try:
            changing.change(by=request.user, gathering=found, words=form.words(), wanted=form.wanted())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("gathering", found.pk)
    context = {"form": form, "gathering": found, "duties": found.duties.order_by("position"), "here": "act"}
    return render(request, "gatherings/edit.html", context, status=422 if form.errors else 200)
