"""Looking at a decision anew."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from dugnad.people.viewing import MemberRequest, member_only
from dugnad.safety.actions.appealing import say
from dugnad.safety.actions.caring import opened
from dugnad.safety.enums import Outcome, Word
from dugnad.safety.forms.deciding import WordForm
from dugnad.safety.models import Appeal
from dugnad.safety.queries.reports import things


@member_only
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: MemberRequest, appeal_id: str) -> HttpResponse:
    """What was decided, what the one concerned says to it, and how I see it."""
    visible = Appeal.objects.visible_to(request.user).select_related("decision__case__circle", "decision__case__person")
    found: Appeal = get_object_or_404(visible, pk=appeal_id)
    form = WordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        say(by=request.user, appeal=found, word=Word(form.cleaned_data["word"]))
        messages.success(request, _("Thank you. This is what the others wait for too."))
        return redirect("appeal", found.pk)
    waiting = found.outcome == Outcome.WAITING
    case = found.decision.case
    if waiting:
        opened(by=request.user, case=case)
    context = {
        "appeal": found,
        "decision": found.decision,
        "case": case,
        "circle": case.circle,
        "things": things(request.user, case) if waiting else [],
        "mine": found.jurors.get(member=request.user),
        "waiting": waiting,
        "form": form,
    }
    return render(request, "safety/appeal.html", context, status=422 if form.errors else 200)
