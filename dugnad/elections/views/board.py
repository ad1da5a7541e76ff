"""Who tends a circle, for how long, and how they are chosen."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.circles.models import Circle
from dugnad.circles.queries.people import stewards
from dugnad.circles.rules import stands, tends
from dugnad.elections.actions import asking, opening, term
from dugnad.elections.enums import ELECT_AFTER, FEWEST_STEWARDS, SHUT_AFTER
from dugnad.elections.forms.calling import CallForm, TermForm
from dugnad.elections.queries import board
from dugnad.elections.queries.electorate import is_settled
from dugnad.elections.queries.silence import silent_days
from dugnad.elections.views.finding import my_circle
from dugnad.kit.clock import now
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


@require_safe
@member_only
def circle_elections(request: MemberRequest, circle_id: str) -> HttpResponse:
    """The stewards, their term, and the elections."""
    circle = my_circle(request, circle_id)
    return _shown(request, circle, TermForm(months=board.term_of(circle).months))


def _shown(request: MemberRequest, circle: Circle, form: TermForm) -> HttpResponse:
    at, tending = now(), stewards(request.user, circle)
    silent = silent_days(circle, at)
    elections = board.past(circle)
    context = {
        "circle": circle,
        "stand": stands(request.user)[circle.pk],
        "reads": True,
        "stewards": tending,
        "too_few": len(tending) < FEWEST_STEWARDS,
        "first_term": not elections,
        "term": board.term_of(circle),
        "silent": silent if silent >= SHUT_AFTER.days else 0,
        "elect_after": ELECT_AFTER.days,
        "running": board.running(circle),
        "past": elections,
        "asked": board.asked(circle, at),
        "needed": board.needed(circle, at),
        "asks": board.asks(request.user, circle, at),
        "may_ask": is_settled(request.user, circle, at) and not board.resting_until(circle, at),
        "form": form,
        "here": "circles",
    }
    return render(request, "elections/board.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_only
def election_call(request: MemberRequest, circle_id: str) -> HttpResponse:
    """A steward calls an election."""
    circle = my_circle(request, circle_id, tends)
    form = CallForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = opening.call(by=request.user, circle=circle, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("election", made.pk)
    context = {"circle": circle, "form": form, "here": "circles"}
    return render(request, "elections/call.html", context, status=422 if form.errors else 200)


@require_POST
@member_only
def election_ask(request: MemberRequest, circle_id: str) -> HttpResponse:
    """Ask for an election, or take that back."""
    circle = my_circle(request, circle_id)
    if "back" in request.POST:
        asking.take_back(by=request.user, circle=circle)
        messages.success(request, _("You do not ask for an election any more."))
        return redirect("circle_elections", circle.pk)
    opened = asking.ask(by=request.user, circle=circle)
    if opened:
        return redirect("election", opened.pk)
    messages.success(request, _("You have asked for an election. Nobody is told that it was you."))
    return redirect("circle_elections", circle.pk)


@require_POST
@member_only
def circle_term(request: MemberRequest, circle_id: str) -> HttpResponse:
    """How long stewards serve from the next election on."""
    circle = my_circle(request, circle_id)
    tends.require(request.user, circle)
    form = TermForm(request.POST, months=board.term_of(circle).months)
    if not form.is_valid():
        return _shown(request, circle, form)
    term.change(by=request.user, circle=circle, months=form.cleaned_data["months"])
    messages.success(request, _("Saved. It holds from the next election on."))
    return redirect("circle_elections", circle.pk)
