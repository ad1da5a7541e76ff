"""Being asked by name: the call, and what one says to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from dugnad.asks.actions import calls as actions
from dugnad.asks.enums import CallState
from dugnad.asks.forms.calls import PassOnForm
from dugnad.asks.models import Call
from dugnad.asks.queries import calls as queries
from dugnad.asks.views import drawing
from dugnad.asks.views.called import shown
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


def for_call(view: Callable[[MemberRequest, Call], HttpResponse]) -> Callable[..., HttpResponse]:
    """Give `view` the call of the address, one's own, or answer 404."""

    @wraps(view)
    def wrapped(request: MemberRequest, call_id: str) -> HttpResponse:
        mine = queries.with_others(Call.objects.visible_to(request.user))
        rows = mine.select_related("ask__kind", "ask__place", "ask__circle", "ask__author", "circle", "passed_by")
        return view(request, get_object_or_404(rows, pk=call_id))

    return wrapped


@member_only
@require_safe
def calls(request: MemberRequest) -> HttpResponse:
    """Everything one was ever asked by name, the latest first."""
    found = queries.of_member(request.user, request.GET.get("after"))
    context = {
        "calls": found.items,
        "next": f"?after={found.next}" if found.next else "",
        "capacity": request.user.calls_per_week,
        "here": "today",
    }
    return render(request, "asks/calls.html", context)


@member_only
@require_safe
@for_call
def call(request: MemberRequest, call: Call) -> HttpResponse:
    """One call: what is needed, why you, and the three things to say."""
    (mine,) = shown(request.user, [call])
    context = {"ask": call.ask, "shown": mine, "words": drawing.words(call.ask), "here": "today"}
    return render(request, "asks/call.html", context)


@member_only
@for_call
def call_accept(request: MemberRequest, call: Call) -> HttpResponse:
    """Say yes, and go on to the ask to say how."""
    if request.method != "POST":
        return redirect("call", call.pk)
    try:
        actions.accept(by=request.user, call=call)
    except Refused as refused:
        messages.info(request, str(refused.reason))
        return redirect("call", call.pk)
    said = _("Thank you. %(name)s sees that you will help. A few words on when and how are good to have.")
    messages.success(request, said % {"name": call.ask.shown_as})
    return redirect(f"{reverse('ask', args=[call.ask_id])}#reply")


@member_only
@for_call
def call_decline(request: MemberRequest, call: Call) -> HttpResponse:
    """Say no, without a reason."""
    if request.method != "POST":
        return redirect("call", call.pk)
    if actions.decline(by=request.user, call=call).state == CallState.DECLINED:
        messages.info(request, _("That is all right. Nobody is told, and somebody else will be asked."))
    return redirect("today")


@member_only
@require_http_methods(["GET", "POST"])
@for_call
def call_pass_on(request: MemberRequest, call: Call) -> HttpResponse:
    """Name somebody who may be better placed."""
    (mine,) = shown(request.user, [call])
    if not (mine.waits or mine.promised):
        return redirect("call", call.pk)
    form = PassOnForm(request.POST if request.method == "POST" else None, member=request.user, call=call)
    if form.is_valid():
        to = form.cleaned_data["to"]
        try:
            actions.pass_on(by=request.user, call=call, to=to)
        except Refused as refused:
            form.add_error("to", str(refused.reason))
        else:
            messages.success(request, _("Thank you. %(name)s is asked now.") % {"name": to.handle})
            return redirect("today")
    context = {"form": form, "call": call, "ask": call.ask, "here": "today"}
    return render(request, "asks/call_pass_on.html", context, status=422 if form.errors else 200)
