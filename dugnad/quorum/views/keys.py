"""The key with which a steward approves, and those of the others."""

from __future__ import annotations

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from dugnad.circles.rules import belongs, stands, tends
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only
from dugnad.quorum.actions import keys as actions
from dugnad.quorum.forms.deciding import KeyForm
from dugnad.quorum.queries import keys as queries
from dugnad.quorum.views.finding import a_circle_one


@require_http_methods(["GET", "POST"])
@member_only
def signing_key(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The keys of the stewards, for everybody in the circle to compare; to stewards, how to make their own."""
    a_circle_one(belongs, request, circle_id)
    if request.method == "POST":
        response: HttpResponse = _make_known(request, circle_id)
        return response
    return _page(request, circle_id, KeyForm())


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth has no types
def _make_known(request: MemberRequest, circle_id: str) -> HttpResponse:
    circle = a_circle_one(belongs, request, circle_id)
    tends.require(request.user, circle)
    form = KeyForm(request.POST)
    if form.is_valid():
        try:
            actions.make_known(by=request.user, circle=circle, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("Your key is known now. It counts in two days; the other stewards are told."))
            return redirect("signing_key", circle.pk)
    return _page(request, circle_id, form)


def _page(request: MemberRequest, circle_id: str, form: KeyForm) -> HttpResponse:
    circle = a_circle_one(belongs, request, circle_id)
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "mine": queries.mine(request.user, circle) if tends.can(request.user, circle) else None,
        "keys": queries.of_stewards(request.user, circle),
        "form": form,
        "at": now(),
        "here": "circles",
    }
    return render(request, "quorum/key.html", context, status=422 if form.errors else 200)


@require_POST
@member_only
def signing_key_end(request: MemberRequest, circle_id: str) -> HttpResponse:
    """My key is lost."""
    circle = a_circle_one(belongs, request, circle_id)
    tends.require(request.user, circle)
    actions.give_up(by=request.user, circle=circle)
    messages.success(request, _("Your key counts no more. Make a new one when you can."))
    return redirect("signing_key", circle.pk)
