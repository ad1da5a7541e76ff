"""Calling targets: whom, what to say, and what came of it by one tap."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.campaigns import acting, rules, taking_part
from dugnad.campaigns.actions import phoning, preparing
from dugnad.campaigns.enums import CallResult, RungKind
from dugnad.campaigns.forms.phoning import CallForm
from dugnad.campaigns.forms.preparing import ScriptForm
from dugnad.campaigns.models import CallScript, PhoneCall, Rung
from dugnad.campaigns.models.doing import Person
from dugnad.campaigns.queries import phoning as queries
from dugnad.campaigns.views.writing import rung_of
from dugnad.kit.clock import now
from dugnad.kit.pages import page
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only, viewer


def _context(request: HttpRequest, rung: Rung) -> dict[str, object]:
    person = acting.person(request, rung.campaign)
    return {
        "rung": rung,
        "campaign": rung.campaign,
        "person": person,
        "may": taking_part.may(person, rung),
        "offices": queries.offices(rung, person, now()),
        "organises": rules.organises.can(viewer(request), rung.campaign),
        "here": "act",
    }


@never_cache
@require_safe
def phone(request: HttpRequest, phone_id: str) -> HttpResponse:
    """Whom to call, when they take calls, and how it has gone so far."""
    rung = rung_of(request, phone_id, RungKind.PHONE)
    context = {**_context(request, rung), "progress": queries.progress([rung])[rung.pk]}
    return render(request, "campaigns/phone.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def phone_call(request: HttpRequest, phone_id: str, target_id: str) -> HttpResponse:
    """One call: the number, what to say, and four buttons for afterwards."""
    rung = rung_of(request, phone_id, RungKind.PHONE)
    context = _context(request, rung)
    office = _office(context, target_id)
    form = CallForm(request.POST if request.method == "POST" else None)
    person = acting.person(request, rung.campaign)
    if form.is_valid() and person:
        try:
            _tell(rung, office, form, person)
            messages.success(request, _("Thank you. It is noted, and counted without your name."))
            return redirect("phone", rung.pk)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    script = CallScript.objects.filter(rung=rung).first()
    context |= {
        "office": office,
        "form": form,
        "script": script.script if script else "",
        "results": CallResult.choices,
    }
    return render(request, "campaigns/phone_call.html", context, status=422 if form.errors else 200)


def _office(context: dict[str, object], target_id: str) -> queries.Office:
    offices = context["offices"]
    assert isinstance(offices, list)
    found: list[queries.Office] = [one for one in offices if one.aim.target.pk == target_id]
    if not found:
        raise Http404
    return found[0]


def _tell(rung: Rung, office: queries.Office, form: CallForm, person: Person) -> PhoneCall:
    facts = form.cleaned_data
    return phoning.tell(
        by=person,
        rung=rung,
        target=office.aim.target,
        result=CallResult(facts["result"]),
        note=facts["note"],
        form_key=facts["form_key"],
    )


@require_POST
def phone_line(request: HttpRequest, phone_id: str, target_id: str) -> HttpResponse:
    """ "I call there now": others see that somebody does."""
    rung = rung_of(request, phone_id, RungKind.PHONE)
    office = _office(_context(request, rung), target_id)
    if person := acting.person(request, rung.campaign):
        phoning.take_line(by=person, rung=rung, target=office.aim.target)
    return redirect("phone_call", rung.pk, target_id)


@member_only
@require_safe
def phone_notes(request: MemberRequest, phone_id: str) -> HttpResponse:
    """What was said: one's own calls, and all for organisers."""
    rung = rung_of(request, phone_id, RungKind.PHONE)
    calls = PhoneCall.objects.visible_to(request.user).filter(rung=rung).select_related("target")
    found = page(calls, keys=("-called_at", "-id"), after=request.GET.get("after"))
    next_page = f"?after={found.next}" if found.next else ""
    context = {"rung": rung, "campaign": rung.campaign, "found": found, "next": next_page, "here": "act"}
    return render(request, "campaigns/phone_notes.html", context)


@member_only
@require_http_methods(["GET", "POST"])
def phone_prepare(request: MemberRequest, phone_id: str) -> HttpResponse:
    """What to say, for organisers."""
    rung = rung_of(request, phone_id, RungKind.PHONE)
    rules.organises.require(request.user, rung.campaign)
    made = CallScript.objects.filter(rung=rung).first()
    before = {"script": made.script if made else ""}
    form = ScriptForm(request.POST if request.method == "POST" else None, initial=before)
    if form.is_valid():
        try:
            preparing.prepare_calls(by=request.user, rung=rung, script=form.cleaned_data["script"])
            return redirect("phone", rung.pk)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
    context = {"rung": rung, "campaign": rung.campaign, "form": form, "here": "act"}
    return render(request, "campaigns/phone_prepare.html", context, status=422 if form.errors else 200)
