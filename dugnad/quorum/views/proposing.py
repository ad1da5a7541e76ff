"""Proposing something that takes several."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from dugnad.circles.models import Circle
from dugnad.circles.rules import stands, tends
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum import registry
from dugnad.quorum.actions.proposing import propose
from dugnad.quorum.forms.deciding import WhyForm
from dugnad.quorum.models import Proposal
from dugnad.quorum.queries.counted import stewards
from dugnad.quorum.registry import Action
from dugnad.quorum.views.finding import a_circle_one


@require_http_methods(["GET", "POST"])
@member_only
def proposal_new(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Which of those there are (`?action=`), then its questions."""
    circle = a_circle_one(tends, request, circle_id)
    code = request.GET.get("action", "")
    several = len(stewards(circle.pk)) > 1
    if not code or not several:
        context = {
            "circle": circle,
            "stand": stands(request.user)[circle.pk],
            "actions": list(registry.offered()),
            "several": several,
            "here": "circles",
        }
        return render(request, "quorum/choose.html", context)
    action = registry.find(code)
    if action is None:
        raise Http404
    return _form(request, circle, action)


def _form(request: MemberRequest, circle: Circle, action: Action) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    asked, why = action.asks(circle, data, request.GET.dict()), WhyForm(data)
    # Both are looked at, so that everything that is to be mended is told at once.
    if data is not None and all([asked.is_valid(), why.is_valid()]):
        made = _propose(request, circle, action, asked, why)
        if made:
            return redirect("proposal", made.pk)
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "action": action,
        "asked": asked,
        "why": why,
        "here": "circles",
    }
    return render(request, "quorum/new.html", context, status=422 if asked.errors or why.errors else 200)


def _propose(
    request: MemberRequest, circle: Circle, action: Action, asked: forms.Form, why: WhyForm
) -> Proposal | None:
    """What was proposed; None when it was refused, which the form then says."""
    facts = {"answers": asked.cleaned_data, **why.cleaned_data}
    try:
        return propose(by=request.user, circle=circle, action=action.code, **facts)
    except Refused as refused:
        why.add_error(None, str(refused.reason))
    return None
