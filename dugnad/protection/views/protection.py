"""The stewards' page about the protection of their circle."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.circles.actions.circle import found
from dugnad.circles.models import Circle
from dugnad.circles.rules import stands, tends
from dugnad.circles.views.finding import a_circle_one
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.protection.actions.keeping import keep_for, others_are_in
from dugnad.protection.actions.marking import mark, name
from dugnad.protection.enums import Whom
from dugnad.protection.forms.protection import FoundForm, KeepingForm, MarkForm, StewardForm
from dugnad.protection.queries.circle import facts_of


@require_http_methods(["GET", "POST"])
@member_only
def circle_protection(request: MemberRequest, circle_id: str) -> HttpResponse:
    """What the circle is marked for, and who is there for safeguarding; posting marks it."""
    circle = a_circle_one(tends, request, circle_id)
    form = MarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        mark(by=request.user, circle=circle, whom=Whom(form.cleaned_data["whom"]))
        messages.success(request, _("The circle is protected. Now say who is there for safeguarding."))
        return redirect("circle_protection", circle.pk)
    return _page(request, circle, form)


@require_POST
@member_only
def circle_safeguarding(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Name the steward who is there for safeguarding."""
    circle = a_circle_one(tends, request, circle_id)
    form = StewardForm(request.POST, circle=circle)
    if not form.is_valid():
        return _page(request, circle, MarkForm(), form)
    name(by=request.user, circle=circle, **form.cleaned_data)
    messages.success(request, _("All members see now whom they can turn to."))
    return redirect("circle_protection", circle.pk)


def _page(request: MemberRequest, circle: Circle, form: MarkForm, naming: StewardForm | None = None) -> HttpResponse:
    facts = facts_of(circle)
    known = {"steward": facts.protection.steward_id, "reach": facts.protection.reach} if facts.protection else {}
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "facts": facts,
        "form": form,
        "naming": naming or StewardForm(circle=circle, initial=known),
        "minors": facts.whom == Whom.MINORS,
    }
    wrong = form.errors or (naming is not None and naming.errors)
    return render(request, "protection/protection.html", context, status=422 if wrong else 200)


@require_http_methods(["GET", "POST"])
@member_only
def circle_keeping(request: MemberRequest, circle_id: str) -> HttpResponse:
    """For how long what is written is kept."""
    circle = a_circle_one(tends, request, circle_id)
    facts = facts_of(circle)
    form = KeepingForm(request.POST or None, protected=facts.protection is not None, initial={"days": facts.days or 0})
    if request.method == "POST" and form.is_valid():
        try:
            keep_for(by=request.user, circle=circle, days=form.cleaned_data["days"] or None)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Kept. What is older goes within the hour."))
            return redirect("circle", circle.pk)
    context = {"circle": circle, "facts": facts, "form": form, "several": others_are_in(request.user, circle)}
    return render(request, "protection/keeping.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_only
def circle_new_protected(request: MemberRequest) -> HttpResponse:
    """Start a circle that is protected from its first day."""
    form = FoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        whom, reach = Whom(given.pop("whom")), given.pop("reach")
        with transaction.atomic():
            circle = found(by=request.user, takes_applications=False, **given)
            mark(by=request.user, circle=circle, whom=whom)
            name(by=request.user, circle=circle, steward=request.user, reach=reach)
        messages.success(request, _("Your circle has begun, and is protected. Invite somebody to tend it with you."))
        return redirect("circle", circle.pk)
    return render(request, "protection/new.html", {"form": form}, status=422 if form.errors else 200)
