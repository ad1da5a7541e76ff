"""Asking a circle for help, and changing what one asked."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.asks import rules
from dugnad.asks.actions import asking, unsent
from dugnad.asks.forms.asking import AskForm, EditAskForm
from dugnad.asks.models import Ask
from dugnad.asks.views.before import Before, before, moved
from dugnad.asks.views.finding import is_fragment, the_ask, the_circle
from dugnad.circles.models import Circle
from dugnad.circles.rules import belongs
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only

PANEL = "before"
"""The id of the part of the page that htmx keeps up to date while somebody writes."""


@member_only
@require_safe
def ask_where(request: MemberRequest) -> HttpResponse:
    """Which circle to ask; straight on for those who are in one."""
    circles = list(Circle.objects.filter(belongs.which(request.user)).order_by("name", "pk"))
    if len(circles) == 1:
        return redirect("ask_new", circles[0].pk)
    return render(request, "asks/where.html", {"circles": circles, "here": "act"})


@member_only
@require_http_methods(["GET", "POST"])
def ask_new(request: MemberRequest, circle_id: str) -> HttpResponse:
    """A new ask. What may help already is shown before it is sent, and what had better be sealed."""
    circle = the_circle(request, circle_id)
    belongs.require(request.user, circle)
    if request.method == "GET":
        return _page(request, circle, _form(request, circle), None)
    if is_fragment(request) and request.headers.get("HX-Target") == PANEL:
        found = {"before": before(request.user, request.POST), "live": True}
        return render(request, "asks/before.html", found)
    then = request.POST.get("then", "")
    typed = moved(request.POST) if then == "move" else request.POST
    form, first = _form(request, circle, typed), before(request.user, typed)
    made = _ask(request, circle, form) if form.is_valid() and not then and ("sure" in typed or not first) else None
    if made:
        return redirect("ask", made.pk)
    _keep_pictures(request, form, then)
    return _page(request, circle, _form(request, circle, initial=form.typed()) if then else form, first)


def _form(
    request: MemberRequest, circle: Circle, typed: QueryDict | None = None, initial: dict[str, Any] | None = None
) -> AskForm:
    speaks = set(request.user.languages.values_list("language", flat=True)) | {get_language().split("-")[0]}
    files = None if typed is None else request.FILES
    return AskForm(typed, files, initial=initial, member=request.user, circle=circle, speaks=speaks)


def _ask(request: MemberRequest, circle: Circle, form: AskForm) -> Ask | None:
    """The ask, or None when it was refused; the form says why."""
    key = form.cleaned_data["form_key"]
    need = form.need()
    need = replace(need, pictures=[*unsent.kept(by=request.user, form_key=key), *need.pictures])
    try:
        made = asking.ask(by=request.user, circle=circle, need=need, form_key=key, speaker=form.speaker())
    except Refused as refused:
        form.add_error(None, str(refused.reason))
        return None
    unsent.forget(by=request.user, form_key=key)
    return made


def _keep_pictures(request: MemberRequest, form: AskForm, then: str) -> None:
    """A browser does not send files again with a form that comes back, so they stay here until it does."""
    key = form.cleaned_data.get("form_key", "")
    if then == "no-pictures":
        unsent.forget(by=request.user, form_key=key)
    elif key:
        unsent.keep(by=request.user, form_key=key, pictures=form.cleaned_data.get("pictures", []))


def _page(request: MemberRequest, circle: Circle, form: AskForm, first: Before | None) -> HttpResponse:
    context = {
        "circle": circle,
        "form": form,
        "before": first,
        "kept": unsent.count(by=request.user, form_key=str(form["form_key"].value())),
        "here": "act",
    }
    return render(request, "asks/ask_new.html", context, status=422 if form.errors else 200)


@member_only
@require_http_methods(["GET", "POST"])
def ask_edit(request: MemberRequest, ask_id: str) -> HttpResponse:
    """Other words for one's own ask."""
    ask = the_ask(request, ask_id)
    rules.edits_ask.require(request.user, ask)
    typed, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = EditAskForm(typed, files, ask=ask)
    if form.is_valid():
        try:
            asking.edit_ask(by=request.user, ask=ask, need=form.need(), without=form.taken_away())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("ask", ask.pk)
    context = {"form": form, "ask": ask, "here": "circles"}
    return render(request, "asks/ask_edit.html", context, status=422 if form.errors else 200)
