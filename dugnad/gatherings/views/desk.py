"""The desk of those who run it: who comes, the code for the door, programme, numbers, changes."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.gatherings import doorcode
from dugnad.gatherings.actions import day as actions
from dugnad.gatherings.forms.day import NoteForm, PrepareForm
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.gatherings.queries import heads, sealed
from dugnad.gatherings.queries import page as queries
from dugnad.gatherings.views.finding import run_by, the_occasion, to
from dugnad.gatherings.views.page import standing
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_http_methods(["GET", "POST"])
@member_only
def gathering_desk(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """For those who run it: the code for the door, who comes and what they need; programme and numbers."""
    found = run_by(request, gathering_id)
    occasion = the_occasion(request, found)
    form = PrepareForm(request.POST if request.method == "POST" else None, initial=_prepared(occasion))
    if request.method == "POST" and form.is_valid():
        try:
            actions.prepare(by=request.user, occasion=occasion, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return to("gathering_desk", occasion)
    return _desk(request, found, occasion, form, NoteForm())


def _prepared(occasion: Occasion) -> dict[str, str]:
    return {"programme": occasion.programme, "numbers": sealed.numbers_of(occasion, now())}


def _desk(
    request: MemberRequest, found: Gathering, occasion: Occasion, form: PrepareForm, note: NoteForm
) -> HttpResponse:
    context = {
        **standing(request.user, found, occasion, queries.stand(request.user, found, occasion)),
        "code": doorcode.code_for(occasion.pk),
        "guests": heads.guests(request.user, occasion),
        "form": form,
        "note": note,
        "notes": sealed.notes_of(occasion),
        "here": "act",
    }
    wrong = bool(form.errors or note.errors)
    return render(request, "gatherings/desk.html", context, status=422 if wrong else 200)


@require_POST
@member_only
def gathering_tell(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """A line about what has changed, to those who come."""
    found = run_by(request, gathering_id)
    occasion, note = the_occasion(request, found), NoteForm(request.POST)
    if note.is_valid():
        try:
            actions.tell(by=request.user, occasion=occasion, **note.cleaned_data)
        except Refused as refused:
            note.add_error("text", str(refused.reason))
        else:
            return to("gathering_desk", occasion)
    return _desk(request, found, occasion, PrepareForm(initial=_prepared(occasion)), note)
