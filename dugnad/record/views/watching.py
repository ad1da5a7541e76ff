"""The records of others that we are a witness for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dugnad.kit.refusal import Refused
from dugnad.people.viewing import MemberRequest, operator_only
from dugnad.record.actions.watching import unwatch, watch
from dugnad.record.forms import WatchForm, WitnessForm
from dugnad.record.models import Watched
from dugnad.record.origin import own_key, witness_key
from dugnad.record.queries.watching import watched, witnesses
from dugnad.record.queries.witnesses import named


@require_safe
def record_witnessed(request: HttpRequest) -> HttpResponse:
    """The heads of others that we have put our signature under, and those we refuse, for programs."""
    told = [
        {"address": one.address, "found": one.found, "size": one.size, "note": one.note, "refused": one.refused}
        for one in witnesses()
    ]
    return JsonResponse({"key": witness_key().told, "witnessed": told})


@operator_only
@require_http_methods(["GET", "POST"])
def record_watching(request: MemberRequest) -> HttpResponse:
    """Which they are; and one more."""
    form = WatchForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            watch(by=request.user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            return redirect("record_watching")
    return watching_page(request, form=form)


def watching_page(
    request: MemberRequest, *, form: WatchForm | None = None, witness_form: WitnessForm | None = None
) -> HttpResponse:
    """The page with both lists, and what was wrong in the form that was sent."""
    context = {
        "form": form or WatchForm(),
        "watched": watched(),
        "witness_form": witness_form or WitnessForm(),
        "witnesses": named(),
        "own": own_key().told,
        "key": witness_key().told,
        "here": "me",
    }
    wrong = (form and form.errors) or (witness_form and witness_form.errors)
    return render(request, "record/watching.html", context, status=422 if wrong else 200)


@operator_only
@require_POST
def record_unwatch(request: MemberRequest, watched_id: int) -> HttpResponse:
    """Not that one any more."""
    unwatch(by=request.user, watched=get_object_or_404(Watched, pk=watched_id))
    return redirect("record_watching")
