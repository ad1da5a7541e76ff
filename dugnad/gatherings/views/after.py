"""What came of it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dugnad.gatherings.actions import day as actions
from dugnad.gatherings.forms.day import AfterForm
from dugnad.gatherings.queries import heads
from dugnad.gatherings.views.finding import run_by, the_occasion, to
from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, member_only


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
    counted = heads.heads(request.user, occasion, inside=False).there
    context = {"form": form, "gathering": found, "occasion": occasion, "counted": counted, "here": "act"}
    return render(request, "gatherings/after.html", context, status=422 if form.errors else 200)
