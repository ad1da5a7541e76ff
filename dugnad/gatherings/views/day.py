"""The day itself: its page for those who are there, the desk of those who run it, and what came of it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.gatherings import doorcode, programme
from dugnad.gatherings.actions import day as actions
from dugnad.gatherings.enums import KEPT_AFTER
from dugnad.gatherings.forms.day import AfterForm, CodeForm, NoteForm, PrepareForm
from dugnad.gatherings.models import Gathering, Occasion
from dugnad.gatherings.queries import page as queries
from dugnad.gatherings.views.finding import door_or_404, gathering_for, run_by, the_occasion, to
from dugnad.gatherings.views.page import standing
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only, viewer


@require_safe
def gathering_day(request: HttpRequest, gathering_id: str) -> HttpResponse:
    """What happens now, whom to call, what has changed: for a phone with little signal."""
    member, at = viewer(request), now()
    found = gathering_for(member, gathering_id)
    if found is None:
        return door_or_404(request)
    occasion = the_occasion(request, found)
    stand = queries.stand(member, found, occasion)
    lines = programme.read(occasion.programme, occasion.starts_at, occasion.ends_at, found.zone)
    context = {
        **standing(member, found, occasion, stand),
        "lines": [(line, line.is_now(at)) for line in lines],
        "numbers": programme.dials(queries.numbers_of(occasion, at)) if stand.calls else [],
        "notes": queries.notes_of(occasion),
        "code_form": CodeForm(),
        "takes_codes": stand.comes and queries.takes_codes(occasion, at),
        "until": occasion.ends_at + KEPT_AFTER,
        "made": at,
        "kept": at < occasion.ends_at + KEPT_AFTER,
        "here": "act",
    }
    answer = render(request, "gatherings/day.html", context)
    if context["kept"]:  # read by the service worker
        answer["X-Kept-Until"] = context["until"].isoformat()
    return answer


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
    return {"programme": occasion.programme, "numbers": queries.numbers_of(occasion, now())}


def _desk(
    request: MemberRequest, found: Gathering, occasion: Occasion, form: PrepareForm, note: NoteForm
) -> HttpResponse:
    context = {
        **standing(request.user, found, occasion, queries.stand(request.user, found, occasion)),
        "code": doorcode.code_for(occasion.pk),
        "guests": queries.guests(request.user, occasion),
        "form": form,
        "note": note,
        "notes": queries.notes_of(occasion),
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


@require_http_methods(["GET", "POST"])
@member_only
def gathering_after(request: MemberRequest, gathering_id: str) -> HttpResponse:
    """What was decided, and what follows."""
    found = run_by(request, gathering_id)
    occasion = the_occasion(request, found)
    initial = {"came": occasion.came, "decided": occasion.decided, "follows": occasion.follows}
    form = AfterForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_up(by=request.user, occasion=occasion, outcome=form.outcome())
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return to("gathering", occasion)
    counted = queries.heads(request.user, occasion, inside=False).there
    context = {"form": form, "gathering": found, "occasion": occasion, "counted": counted, "here": "act"}
    return render(request, "gatherings/after.html", context, status=422 if form.errors else 200)
